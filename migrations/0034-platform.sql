-- Old answers are found without an index once a day; an activation need not keep one for it.

DROP INDEX platform.idempotency_age;
