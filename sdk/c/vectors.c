/* Reads questions from standard input, one a line, fields apart by tabs, texts in hexadecimal; writes one line each. */
#include "kept.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FIELDS 20

static char line[400000];
static unsigned char scratch[KEPT_SCRATCH];

typedef struct text {
  char *bytes;
  size_t size;
} text;

/* In memory of exactly this size, so that a sanitizer sees any step beside it. */
static text text_of(const char *hex, size_t pad_to) {
  text made;
  size_t i, size = strlen(hex) / 2;
  made.size = size > pad_to ? size : pad_to;
  made.bytes = malloc(made.size + (made.size == 0));
  memset(made.bytes, ' ', made.size);
  for (i = 0; i < size; i++) {
    unsigned value;
    sscanf(hex + 2 * i, "%2x", &value);
    made.bytes[i] = (char)value;
  }
  return made;
}

static int64_t time_of(const char *text) { return strcmp(text, "-") == 0 ? KEPT_NONE : strtoll(text, NULL, 10); }

static const char *or_null(const char *text) { return strcmp(text, "-") == 0 ? NULL : text; }

static kept_key keys[2];

static kept_trust trust_at(const char *now) {
  kept_trust trust = {keys, 2, 0, INT64_C(90000000)};
  trust.now = time_of(now);
  return trust;
}

/* D text pad now */
static void document(char **field) {
  static kept_document read;
  kept_trust trust = trust_at(field[3]);
  text given = text_of(field[1], strtoul(field[2], NULL, 10));
  int code = kept_document_read(&read, given.bytes, given.size, &trust, scratch);
  printf("%d %s %s %s %s %" PRId64 " %" PRId32 "\n", code, read.activation_id, read.product, read.machine,
         read.maintenance_until, read.issued_at, read.feature_count);
  free(given.bytes);
}

/* A text pad nonce activation now */
static void answer(char **field) {
  kept_status read;
  kept_trust trust = trust_at(field[5]);
  text given = text_of(field[1], strtoul(field[2], NULL, 10));
  printf("%d\n", kept_status_read(&read, given.bytes, given.size, field[3], field[4], &trust));
  free(given.bytes);
}

/* L text pad nonce activation now */
static void lease(char **field) {
  kept_lease read;
  kept_trust trust = trust_at(field[5]);
  text given = text_of(field[1], strtoul(field[2], NULL, 10));
  int code = kept_lease_read(&read, given.bytes, given.size, field[3], field[4], &trust);
  printf("%d %d %d %" PRId64 "\n", code, (int)read.seat, (int)read.heartbeat_seconds, read.leased_until);
  free(given.bytes);
}

/* U text pad nonce activation now feature counter */
static void meter(char **field) {
  kept_meter read;
  kept_trust trust = trust_at(field[5]);
  text given = text_of(field[1], strtoul(field[2], NULL, 10));
  int code = kept_meter_read(&read, given.bytes, given.size, field[3], field[4], field[6], field[7], &trust);
  printf("%d %d %d %d %s\n", code, (int)read.total, (int)read.used, (int)read.cap, read.resets_on);
  free(given.bytes);
}

/* R document|- answer|- nonce activation product built feature|- machine|- seen|- now network|- expiry tolerance lease|- lease-hours */
static void run(char **field) {
  static kept_document read;
  kept_status said;
  kept_lease held;
  kept_trust trust = trust_at("-");
  kept_facts facts;
  kept_verdict verdict;
  text one = text_of(field[1], 0), two = text_of(field[2], 0), three = text_of(field[14], 0);
  memset(&facts, 0, sizeof facts);
  if (or_null(field[1]) && kept_document_read(&read, one.bytes, one.size, &trust, scratch) == 0) facts.document = &read;
  if (or_null(field[2]) && kept_status_read(&said, two.bytes, two.size, field[3], field[4], &trust) == 0)
    facts.status = &said;
  if (or_null(field[14]) && kept_lease_read(&held, three.bytes, three.size, field[3], field[4], &trust) == 0)
    facts.lease = &held;
  facts.lease_hours = (int32_t)atoi(field[15]);
  facts.product = field[5];
  facts.built_on = field[6];
  facts.feature = or_null(field[7]);
  facts.machine = or_null(field[8]);
  facts.last_seen = time_of(field[9]);
  facts.now = time_of(field[10]);
  facts.network_days = or_null(field[11]) ? (int32_t)atoi(field[11]) : -1;
  facts.expiry_days = (int32_t)atoi(field[12]);
  facts.clock_tolerance = time_of(field[13]);
  kept_may_run(&verdict, &facts);
  printf("%d %d ", (int)verdict.run, (int)verdict.code);
  if (verdict.until == KEPT_NONE) printf("-\n");
  else printf("%" PRId64 "\n", verdict.until);
  free(one.bytes);
  free(two.bytes);
  free(three.bytes);
}

/* K run code program feature: the never-stop rule. */
static void keep(char **field) {
  kept_verdict verdict = {0, 0, KEPT_NONE};
  verdict.run = (int32_t)atoi(field[1]);
  verdict.code = (int32_t)atoi(field[2]);
  kept_keep_running(&verdict, atoi(field[3]), atoi(field[4]));
  printf("%d %d\n", (int)verdict.run, (int)verdict.code);
}

/* B room field-name field-value: the body of an activation. */
static void body(char **field) {
  size_t room = strtoul(field[1], NULL, 10), size;
  text name = text_of(field[2], 0), value = text_of(field[3], 0);
  char *out = malloc(room + 1), *ended_name = calloc(name.size + 1, 1), *ended_value = calloc(value.size + 1, 1);
  kept_field one = {ended_name, ended_value};
  kept_field parts[] = {{"disk", "0123"}, {"system", "4567"}};
  kept_activation activation = {"S", "machine-1", NULL, "notice", "key", &one, 1, 0, "virtual", parts, 2};
  memcpy(ended_name, name.bytes, name.size);
  memcpy(ended_value, value.bytes, value.size);
  size = kept_activation_body(out, room, &activation);
  printf("%.*s\n", (int)size, size ? out : "");
  free(out);
  free(ended_name);
  free(ended_value);
  free(name.bytes);
  free(value.bytes);
}

int main(int count, char **argument) {
  if (count != 3 || kept_key_read(&keys[0], argument[1]) != 0 || kept_key_read(&keys[1], argument[2]) != 0) return 2;
  while (fgets(line, sizeof line, stdin)) {
    char *field[MOST_FIELDS] = {0}, *at = line;
    char name[65], reseller[32];
    int n = 0;
    line[strcspn(line, "\n")] = 0;
    while (at && n < MOST_FIELDS) {
      char *tab = strchr(at, '\t');
      if (tab) *tab = 0;
      field[n++] = at;
      at = tab ? tab + 1 : NULL;
    }
    switch (field[0][0]) {
      case 'D': document(field); break;
      case 'A': answer(field); break;
      case 'L': lease(field); break;
      case 'U': meter(field); break;
      case 'R': run(field); break;
      case 'K': keep(field); break;
      case 'B': body(field); break;
      case 'M': printf("%s\t%s\n", kept_message(atoi(field[1])), kept_next_step(atoi(field[1]))); break;
      case 'F': printf("%s\n", kept_machine(name, field[1]) == 0 ? name : "-"); break;
      case 'N': printf("%s\n", kept_nonce(name) == 0 ? name : "-"); break;
      case 'E': {
        text given = text_of(field[2], 0);
        int code = kept_refusal_read((int32_t)atoi(field[1]), given.bytes, given.size, reseller, sizeof reseller);
        printf("%d\t%s\n", code, reseller);
        free(given.bytes);
        break;
      }
      default: return 3;
    }
  }
  return 0;
}
