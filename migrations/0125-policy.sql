-- What each version of the policy says of uses, and whom what it changed concerns (clause P1). docs/decisions/0028 says why.

-- For which purpose which category is read, and to which kind of recipient it may be given, as the version declares it.
CREATE TABLE policy.version_uses (
  notice_id uuid NOT NULL REFERENCES policy.notices,
  use text NOT NULL,
  category text NOT NULL,
  -- not in the version before: whoever told such a datum under an earlier one is told or asked first
  new boolean NOT NULL,
  PRIMARY KEY (notice_id, use, category)
);
SELECT platform.label('policy.version_uses', 'not personal', 'notice_id use category new');

-- Each section of a version that says something else than the one before, and the categories of data that it is about.
CREATE TABLE policy.version_changes (
  notice_id uuid NOT NULL REFERENCES policy.notices,
  position integer NOT NULL,
  section text NOT NULL,
  heading text NOT NULL,
  categories text[] NOT NULL,
  PRIMARY KEY (notice_id, position)
);
SELECT platform.label('policy.version_changes', 'not personal', 'notice_id position section heading categories');

-- Uses that this program knows and that are closed for everybody: no version in force declares them, or those whom they concern are not all listed.
CREATE TABLE policy.closed_uses (
  use text PRIMARY KEY,
  since timestamptz NOT NULL,
  -- the version that declares it; none yet
  notice_id uuid REFERENCES policy.notices
);
SELECT platform.label('policy.closed_uses', 'not personal', 'use since notice_id');
