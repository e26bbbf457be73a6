/*
 * Licence client of Kept in C99: verifies licence documents and signed status answers, answers "may this build run with this
 * feature now", and builds requests and reads answers through an HTTP callback of the caller. See docs/client-library.md.
 *
 * No global state, no allocation of its own: every buffer is the caller's. Ed25519 and SHA-256 come from libcrypto (OpenSSL 1.1.1
 * or later), or from libsodium where KEPT_SODIUM is defined. Every function may be called from several threads at once, on
 * buffers of their own. Times are milliseconds since 1970 (UTC). Functions that give an int give 0 or a number of kept_message.
 */
#ifndef KEPT_H
#define KEPT_H

#include <stddef.h>
#include <stdint.h>

#ifndef KEPT_API
#define KEPT_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define KEPT_MOST_BYTES 65536  /* of a document or an answer */
#define KEPT_SCRATCH 65536     /* what reading a document needs for a moment */
#define KEPT_MOST_FEATURES 64
#define KEPT_NONCE_SIZE 23     /* with the ending zero */
#define KEPT_NONE INT64_MIN    /* no such time, no such limit */

enum {
  KEPT_OK = 0,
  KEPT_DOCUMENT_TOO_LARGE = 1001,
  KEPT_DOCUMENT_UNREADABLE = 1002,
  KEPT_DOCUMENT_KEY_UNKNOWN = 1003,
  KEPT_DOCUMENT_ALTERED = 1004,
  KEPT_DOCUMENT_VERSION = 1005,
  KEPT_DOCUMENT_FIELDS = 1006,
  KEPT_DOCUMENT_FUTURE = 1007,
  KEPT_CARRIED_MISTYPED = 1101,
  KEPT_CARRIED_UNREADABLE = 1102,
  KEPT_CARRIED_OTHER_REQUEST = 1103,
  KEPT_CARRIED_NOT_ASKED = 1104,
  KEPT_CARRIED_OLDER = 1105,
  KEPT_CARRIED_OTHER_SEAT = 1106,
  KEPT_NO_PROOF = 1107,
  KEPT_ANSWER_FOREIGN = 2001,
  KEPT_ANSWER_TOO_LARGE = 2002,
  KEPT_ANSWER_FIELDS = 2003,
  KEPT_ANSWER_KEY_UNKNOWN = 2004,
  KEPT_ANSWER_ALTERED = 2005,
  KEPT_ANSWER_REPLAYED = 2006,
  KEPT_ANSWER_OTHER_ACTIVATION = 2007,
  KEPT_ANSWER_TIME = 2008,
  KEPT_RUNS_UNTIL_CONNECTED = 3001,
  KEPT_RUNS_THOUGH_EXPIRED = 3002,
  KEPT_RUNS_CLOCK_BACK = 3003,
  KEPT_RUNS_THIS_SESSION = 3004,
  KEPT_RUNS_WITHOUT_SEAT = 3005,
  KEPT_NO_LICENCE = 3101,
  KEPT_OTHER_PRODUCT = 3102,
  KEPT_OTHER_MACHINE = 3103,
  KEPT_RELEASE_TOO_NEW = 3104,
  KEPT_FEATURE_MISSING = 3105,
  KEPT_EXPIRED = 3106,
  KEPT_CLOCK_BACK = 3107,
  KEPT_PLEASE_CONNECT = 3108,
  KEPT_DEACTIVATED = 3109,
  KEPT_SUSPENDED = 3110,
  KEPT_REVOKED = 3111,
  KEPT_ON_HOLD = 3112,
  KEPT_REPLACED = 3113,
  KEPT_NO_SEAT = 3114,
  KEPT_NETWORK_AWAY = 4001,
  KEPT_NETWORK_TIMEOUT = 4002,
  KEPT_NETWORK_CERTIFICATE = 4003,
  KEPT_PROXY_SIGN_IN = 4004,
  KEPT_PROXY_REFUSED = 4005,
  KEPT_SERVER_BUSY = 4006,
  KEPT_SERIAL_MALFORMED = 5001,
  KEPT_SERIAL_UNKNOWN = 5002,
  KEPT_SEATS_USED_UP = 5003,
  KEPT_LICENCE_EXPIRED = 5004,
  KEPT_LICENCE_SUSPENDED = 5005,
  KEPT_LICENCE_REVOKED = 5006,
  KEPT_NOTICE_CHANGED = 5007,
  KEPT_NOT_READY = 5008,
  KEPT_ACTIVATION_UNKNOWN = 5009,
  KEPT_FORM_FAULTY = 5010,
  KEPT_SENT_OTHERWISE = 5011,
  KEPT_LICENCE_ON_HOLD = 5012,
  KEPT_LICENCE_REPLACED = 5013,
  KEPT_PROOF_UNKNOWN = 5014,
  KEPT_SWAPS_USED_UP = 5015,
  KEPT_SEATS_BUSY = 5016,
  KEPT_NOT_FLOATING = 5017,
  KEPT_NOT_LENT = 5018,
  KEPT_LENT_SHORTER = 5019,
  KEPT_MACHINE_REFUSED = 5020,
  KEPT_REGISTRANT_NEEDED = 5030,
  KEPT_LICENCE_OF_SCHOOL = 5031,
  KEPT_AGE_SCREEN_NEEDED = 5032,
  KEPT_AGE_SCREEN_REFUSED = 5033,
  KEPT_BIRTH_DATE_UNREADABLE = 5034,
  KEPT_LABEL_MALFORMED = 5035,
  KEPT_LABEL_UNKNOWN = 5036,
  KEPT_LABEL_IN_USE = 5037,
  KEPT_METER_USED_UP = 5040,
  KEPT_NOT_METERED = 5041,
  KEPT_REFUSED = 5099,
  KEPT_FOLDER_UNWRITABLE = 6001,
  KEPT_BUFFER_TOO_SMALL = 6101,
  KEPT_ARGUMENT = 6102
};

/* The sentences of a number. "{reseller}" in the next step is to be replaced by "your reseller NAME". Never NULL. */
KEPT_API const char *kept_message(int code);
KEPT_API const char *kept_next_step(int code);

/* A public key that the program trusts. */
typedef struct kept_key {
  unsigned char bytes[32];
  char id[17];
} kept_key;

/* From the base64url of its 32 bytes. */
KEPT_API int kept_key_read(kept_key *out, const char *base64url);

/* What a verified licence document says. Days are "YYYY-MM-DD", empty where there is no limit. */
typedef struct kept_document {
  char activation_id[64];
  char licence_id[64];
  char serial[64];
  char product[128];
  char release[128];
  char kind[32];
  int64_t activated_at;
  int64_t issued_at;
  char expires_on[11];
  char maintenance_until[11];
  char machine[65]; /* empty: any machine */
  int32_t feature_count; /* -1: all features are included */
  char features[KEPT_MOST_FEATURES][64];
  int32_t floating; /* 1: a seat has to be leased to run */
  int32_t grace_network_days, grace_expiry_days, grace_lease_hours; /* -1: left to the program */
} kept_document;

typedef struct kept_trust {
  const kept_key *keys;
  size_t key_count;
  int64_t now; /* a document from the future is refused; KEPT_NONE: not looked at */
  int64_t tolerance; /* how far clocks may differ; 90000000 (25 hours) is usual */
} kept_trust;

/* Reads and verifies {"payload","keyId","signature"}. `scratch` has KEPT_SCRATCH bytes. On failure `out` is all zeros. */
KEPT_API int kept_document_read(kept_document *out, const char *text, size_t size, const kept_trust *trust,
                                unsigned char *scratch);

typedef enum kept_status_verdict {
  KEPT_STATUS_GOOD = 1,
  KEPT_STATUS_DEACTIVATED,
  KEPT_STATUS_REVOKED,
  KEPT_STATUS_SUSPENDED,
  KEPT_STATUS_EXPIRED,
  KEPT_STATUS_HELD,
  KEPT_STATUS_REPLACED
} kept_status_verdict;

typedef struct kept_status {
  char activation_id[64];
  int32_t verdict; /* kept_status_verdict */
  int64_t checked_at;
  char expires_on[11];
  char maintenance_until[11];
} kept_status;

/* Reads and verifies the answer to one status check: the question was asked with this nonce about this activation. */
KEPT_API int kept_status_read(kept_status *out, const char *text, size_t size, const char *nonce,
                              const char *activation_id, const kept_trust *trust);

typedef enum kept_lease_verdict {
  KEPT_LEASE_LEASED = 1,
  KEPT_LEASE_BORROWED,
  KEPT_LEASE_RETURNED,
  KEPT_LEASE_FULL,
  KEPT_LEASE_DEACTIVATED,
  KEPT_LEASE_REVOKED,
  KEPT_LEASE_REPLACED,
  KEPT_LEASE_HELD,
  KEPT_LEASE_SUSPENDED,
  KEPT_LEASE_EXPIRED
} kept_lease_verdict;

/* A floating seat, or why there is none: then seat, end and heartbeat are 0. */
typedef struct kept_lease {
  char activation_id[64];
  int32_t verdict; /* kept_lease_verdict */
  int32_t seat;
  int32_t heartbeat_seconds; /* when to ask again, so that the lease does not end */
  int64_t checked_at;
  int64_t leased_until;
} kept_lease;

/* Reads and verifies the answer to one request for a lease, or to its return: asked with this nonce for this activation. */
KEPT_API int kept_lease_read(kept_lease *out, const char *text, size_t size, const char *nonce, const char *activation_id,
                             const kept_trust *trust);

typedef enum kept_meter_verdict {
  KEPT_METER_COUNTED = 1,
  KEPT_METER_FULL,
  KEPT_METER_DEACTIVATED,
  KEPT_METER_REVOKED,
  KEPT_METER_REPLACED,
  KEPT_METER_HELD,
  KEPT_METER_SUSPENDED,
  KEPT_METER_EXPIRED
} kept_meter_verdict;

/* How a metered feature stands after a use of it was asked for. */
typedef struct kept_meter {
  char activation_id[64];
  char feature[64];
  char counter[33];
  int32_t verdict; /* kept_meter_verdict */
  int32_t total;   /* what is counted under this counter now */
  int32_t used;    /* of the licence, on all machines, in the present period */
  int32_t cap;     /* -1: none */
  char resets_on[11]; /* first day of the next period; empty: counting never begins anew */
  int64_t checked_at;
} kept_meter;

/* What a program says of one of its counters: drawn at random (16 to 32 letters, digits, - and _; kept_nonce gives one), a new one for each
   feature and day, and kept with its total as long as the server has not answered it. */
typedef struct kept_use {
  const char *feature;
  const char *counter;
  const char *day; /* of the counter, "YYYY-MM-DD" */
  int32_t total;   /* used under this counter so far */
  int32_t to;      /* how far it would go with the next use; as total: only tells what was used */
} kept_use;

/* Reads and verifies the answer to one use: asked with this nonce for this activation about this feature and counter. */
KEPT_API int kept_meter_read(kept_meter *out, const char *text, size_t size, const char *nonce, const char *activation_id,
                             const char *feature, const char *counter, const kept_trust *trust);

/* All that the decision knows. What the document says of grace goes before what stands here. */
typedef struct kept_facts {
  const kept_document *document; /* NULL: none */
  const kept_status *status;     /* the last answer that is later than the document; NULL: none */
  const char *product;           /* code of the product that asks */
  const char *built_on;          /* when this release was built, "YYYY-MM-DD" */
  const char *feature;           /* NULL: the program itself */
  const char *machine;           /* kept_machine of this machine's fingerprint; NULL: unknown */
  int64_t last_seen;             /* the latest time that this computer is known to have seen; KEPT_NONE */
  int64_t now;
  int32_t network_days;          /* days without an answer of the server; -1: no connection is ever needed */
  int32_t expiry_days;           /* days after the licence has expired */
  int64_t clock_tolerance;       /* how far the clock may go back */
  const kept_lease *lease;       /* the last lease of a floating seat; NULL: none */
  int32_t lease_hours;           /* hours after that lease has ended */
} kept_facts;

typedef struct kept_verdict {
  int32_t run; /* 1 or 0 */
  int32_t code;
  int64_t until; /* when a yes ends if nothing changes; KEPT_NONE: it does not end */
} kept_verdict;

/* May this build run with this feature now? Pure: reads no clock, no file, no network. */
KEPT_API void kept_may_run(kept_verdict *out, const kept_facts *facts);

/* The never-stop rule: what a running session was allowed it keeps. Say what this session was allowed before. */
KEPT_API void kept_keep_running(kept_verdict *verdict, int program_allowed, int feature_allowed);

/* SHA-256 of a fingerprint in hexadecimal, as documents name machines. `out` has 65 bytes. */
KEPT_API int kept_machine(char *out, const char *fingerprint);

/* A fresh random nonce (also fit for an Idempotency-Key). `out` has KEPT_NONCE_SIZE bytes. */
KEPT_API int kept_nonce(char *out);

/* ---- requests through the caller's HTTP ---- */

typedef struct kept_request {
  const char *method; /* "GET" or "POST" */
  const char *path;   /* to be put behind the address of the server */
  const char *idempotency_key; /* header Idempotency-Key; NULL: none */
  const char *body;   /* JSON in UTF-8 (content-type: application/json); NULL: none */
  size_t body_size;
} kept_request;

typedef struct kept_response {
  int32_t status;   /* of HTTP */
  char *body;       /* the caller's buffer */
  size_t body_room; /* its size; KEPT_MOST_BYTES + 1 tells a body that is too large */
  size_t body_size; /* how much came */
} kept_response;

/* Sends and fills `status`, `body` and `body_size`. Follows no redirect. 0, or 4001 to 4006 for what went wrong on the way. */
typedef int (*kept_http)(void *context, const kept_request *request, kept_response *response);

/* One status check with a fresh nonce; `nonce` (KEPT_NONCE_SIZE bytes) is to be kept with the body for the next start. */
KEPT_API int kept_check(kept_status *out, const char *activation_id, const kept_trust *trust, char *nonce, kept_http http,
                        void *context, kept_response *response);

/* Leases a floating seat, or goes on with the one that is held: the heartbeat. `borrow_days` (0: none) to be without a network for so long.
   0: a lease; its `nonce` is to be kept with the body for the next start. Otherwise why there is none: KEPT_SEATS_BUSY, the state of
   the licence, or what went wrong; a lease that is held goes on until its end. */
KEPT_API int kept_lease_seat(kept_lease *out, const char *activation_id, const char *fingerprint, int32_t borrow_days,
                             const kept_trust *trust, char *nonce, kept_http http, void *context,
                             kept_response *response);

/* Gives a leased or borrowed seat back. */
KEPT_API int kept_return_seat(const char *activation_id, const char *fingerprint, const kept_trust *trust,
                              kept_http http, void *context, kept_response *response);

/* Counts a use before it happens; told again, it counts once, so after a lost answer ask with the same numbers. 0: counted, go on from
   out->total. KEPT_METER_USED_UP, or the state of the licence: not the next use; nothing that runs is stopped. 4001 to 4006 and 2001 to 2008:
   nothing is known; use it, count it in `total`, and tell it later. */
KEPT_API int kept_meter_use(kept_meter *out, const char *activation_id, const char *fingerprint, const kept_use *use,
                            const kept_trust *trust, kept_http http, void *context, kept_response *response);

typedef struct kept_field {
  const char *name;
  const char *value; /* UTF-8 */
} kept_field;

typedef struct kept_activation {
  const char *serial;
  const char *fingerprint;
  const char *release_id;      /* NULL: not said */
  const char *notice;          /* notice.sha256 of the registration schema that was shown */
  const char *idempotency_key; /* the same until the server has answered this content */
  const kept_field *fields;    /* of the registration, by the names of the schema */
  size_t field_count;
  int32_t marketing; /* 1 where product information by mail was ticked */
  const char *machine_kind;    /* "physical", "virtual", "terminal server", "dongle"; NULL: not said */
  const kept_field *parts;     /* names (letters a to z) and digests (32 to 64 hexadecimal digits) of what the machine is made of */
  size_t part_count;           /* 0: the machine is known by its fingerprint alone */
} kept_activation;

/* Writes the body of an activation. Gives its size, or 0 where it has no room or a text is no UTF-8. */
KEPT_API size_t kept_activation_body(char *out, size_t room, const kept_activation *activation);

/* Buffers of one activation: `request` and `licence` for the caller to choose, `scratch` of KEPT_SCRATCH bytes. */
typedef struct kept_buffers {
  char *request;
  size_t request_room;
  char *licence; /* the document's text, to be stored; ended by a zero */
  size_t licence_room;
  unsigned char *scratch;
} kept_buffers;

/* Activates: sends, reads, verifies, and holds the document against the fingerprint. */
KEPT_API int kept_activate(kept_document *out, const kept_activation *activation, const kept_trust *trust,
                           const kept_buffers *buffers, kept_http http, void *context, kept_response *response);

/* The registration schema: JSON in response->body, for the caller to draw. `release_id` may be NULL. */
KEPT_API int kept_registration_schema(const char *release_id, kept_http http, void *context, kept_response *response);

/* What an answer that is not the hoped-for one says, as a number. `reseller` (may be NULL) takes the name, if given. */
KEPT_API int kept_refusal_read(int32_t status, const char *text, size_t size, char *reseller, size_t room);

#ifdef __cplusplus
}
#endif
#endif
