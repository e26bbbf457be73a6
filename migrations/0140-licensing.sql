-- How long serials of other systems are, without reading all: what cannot be one by its length is malformed, and said to be so at once.
CREATE INDEX foreign_serials_length ON licensing.foreign_serials (char_length(key));
