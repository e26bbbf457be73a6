-- Who was in a look-up of many people at once, which is one line of the log.
CREATE TABLE contacts.lookup_people (
  lookup_id uuid NOT NULL REFERENCES contacts.lookups,
  person_id uuid NOT NULL,
  PRIMARY KEY (person_id, lookup_id)
);
SELECT platform.label('contacts.lookup_people', 'not personal', 'lookup_id person_id');
CREATE INDEX lookup_people_by_line ON contacts.lookup_people (lookup_id);
