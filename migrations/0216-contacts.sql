-- Resellers are few among many companies, and are sought as such: whose stock a reseller sees.
CREATE INDEX companies_resellers ON contacts.companies (id) WHERE kind = 'reseller';
