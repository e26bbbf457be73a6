-- What a processor that was handed people for marketing will write to them about; none: anything, so whoever refuses a topic is left out.
ALTER TABLE disclosures.hand_overs ADD COLUMN topic text;
SELECT platform.label('disclosures.hand_overs', 'not personal', 'topic');
