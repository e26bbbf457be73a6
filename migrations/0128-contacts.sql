-- What somebody wants to hear about, and until when nothing (clause M3): beside the channels, obeyed by the same place (contacts/store/may-write.ts).
ALTER TABLE contacts.people
  ADD COLUMN refused_topics text[] NOT NULL DEFAULT '{}' CHECK (refused_topics <@ ARRAY['news', 'seminars', 'product tips']),
  -- from when, and the end of the last day
  ADD COLUMN paused_at timestamptz,
  ADD COLUMN paused_until timestamptz,
  ADD COLUMN wishes_changed_at timestamptz,
  ADD COLUMN wishes_source text CHECK (wishes_source IN ('person page', 'staff', 'restored')),
  ADD CONSTRAINT people_paused CHECK ((paused_at IS NULL) = (paused_until IS NULL));
SELECT platform.label('contacts.people', 'not personal', 'refused_topics paused_at paused_until wishes_changed_at wishes_source');
