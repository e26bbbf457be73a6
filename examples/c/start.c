/*
 * The same in C, for one machine and one licence: start KEY PRODUCT BUILT_ON FOLDER FINGERPRINT [SERVER_PORT SERIAL NOTICE NAME=VALUE...]
 * and, once activated, in place of the serial: lease [DAYS] (borrowed with days), heartbeat, return, use FEATURE.
 * With a port it activates at 127.0.0.1 over plain HTTP (a real program gives the library its own HTTPS); then, and without, it
 * starts from the file. Built by: make -C examples/c
 */
#define _POSIX_C_SOURCE 200112L
#include "../../sdk/c/kept.h"

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST_FIELDS 32

static char request_body[16384], licence[KEPT_MOST_BYTES + 1], answer[KEPT_MOST_BYTES + 4096];
static unsigned char scratch[KEPT_SCRATCH];
static kept_document document;

static int connected(const char *port) {
  struct addrinfo hints, *found = NULL;
  int handle = -1;
  memset(&hints, 0, sizeof hints);
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_family = AF_INET;
  if (getaddrinfo("127.0.0.1", port, &hints, &found) != 0) return -1;
  handle = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
  if (handle >= 0 && connect(handle, found->ai_addr, found->ai_addrlen) != 0) {
    close(handle);
    handle = -1;
  }
  freeaddrinfo(found);
  return handle;
}

static int write_all(int handle, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t gone = write(handle, bytes, size);
    if (gone <= 0) return 0;
    bytes += gone;
    size -= (size_t)gone;
  }
  return 1;
}

/* One request of HTTP/1.0 over a connection of its own. The context is the port. */
static int send_request(void *context, const kept_request *request, kept_response *response) {
  char head[1024];
  size_t have = 0;
  char *body;
  int handle = connected((const char *)context), length;
  if (handle < 0) return KEPT_NETWORK_AWAY;
  length = snprintf(head, sizeof head,
                    "%s %s HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
                    "%s%s%sContent-Length: %lu\r\nConnection: close\r\n\r\n",
                    request->method, request->path, request->idempotency_key ? "Idempotency-Key: " : "",
                    request->idempotency_key ? request->idempotency_key : "", request->idempotency_key ? "\r\n" : "",
                    (unsigned long)request->body_size);
  /* A GET has no body, so it has no content type either. */
  if (!request->body)
    length = snprintf(head, sizeof head, "GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", request->path);
  if (length <= 0 || (size_t)length >= sizeof head || !write_all(handle, head, (size_t)length) ||
      (request->body && !write_all(handle, request->body, request->body_size))) {
    close(handle);
    return KEPT_NETWORK_AWAY;
  }
  for (;;) {
    ssize_t came = read(handle, answer + have, sizeof answer - 1 - have);
    if (came <= 0) break;
    have += (size_t)came;
  }
  close(handle);
  answer[have] = 0;
  body = strstr(answer, "\r\n\r\n");
  if (!body || sscanf(answer, "HTTP/%*s %d", &response->status) != 1) return KEPT_ANSWER_FOREIGN;
  response->body = body + 4;
  response->body_size = have - (size_t)(body + 4 - answer);
  response->body_room = sizeof answer;
  return KEPT_OK;
}

static int complain(int code) {
  printf("%s %s (%d)\n", kept_message(code), kept_next_step(code), code);
  return 1;
}

static int activate(int count, char **argument, const kept_trust *trust, const char *path) {
  kept_field fields[MOST_FIELDS];
  char key[KEPT_NONCE_SIZE];
  kept_activation activation;
  kept_buffers buffers;
  kept_response response = {0, answer, sizeof answer, 0};
  FILE *file;
  int i, code;
  memset(&activation, 0, sizeof activation);
  if (kept_nonce(key) != KEPT_OK) return KEPT_ARGUMENT;
  activation.fingerprint = argument[5];
  activation.serial = argument[7];
  activation.notice = argument[8];
  activation.idempotency_key = key; /* a real program keeps it until it was answered */
  activation.fields = fields;
  for (i = 9; i < count && activation.field_count < MOST_FIELDS; i++) {
    char *equals = strchr(argument[i], '=');
    if (!equals) continue;
    *equals = 0;
    fields[activation.field_count].name = argument[i];
    fields[activation.field_count++].value = equals + 1;
  }
  buffers.request = request_body;
  buffers.request_room = sizeof request_body;
  buffers.licence = licence;
  buffers.licence_room = sizeof licence;
  buffers.scratch = scratch;
  code = kept_activate(&document, &activation, trust, &buffers, send_request, argument[6], &response);
  if (code != KEPT_OK) return code;
  file = fopen(path, "wb");
  if (!file) return KEPT_FOLDER_UNWRITABLE;
  code = fputs(licence, file) < 0 ? KEPT_FOLDER_UNWRITABLE : KEPT_OK;
  if (fclose(file) != 0) code = KEPT_FOLDER_UNWRITABLE;
  return code;
}

static int read_document(const kept_trust *trust, const char *path) {
  FILE *file = fopen(path, "rb");
  size_t size;
  if (!file) return KEPT_NO_LICENCE;
  size = fread(licence, 1, sizeof licence, file);
  fclose(file);
  return kept_document_read(&document, licence, size, trust, scratch);
}

/* The last lease lies beside the licence, after the nonce with which it was asked for: so a start needs no server. */
static int keep_lease(const char *folder, const char *nonce, const kept_response *response) {
  char path[1024];
  FILE *file;
  int failed;
  if (snprintf(path, sizeof path, "%s/lease", folder) >= (int)sizeof path) return KEPT_FOLDER_UNWRITABLE;
  if (!nonce) return remove(path) == 0 ? KEPT_OK : KEPT_FOLDER_UNWRITABLE;
  file = fopen(path, "wb");
  if (!file) return KEPT_FOLDER_UNWRITABLE;
  failed = fprintf(file, "%s\n", nonce) < 0 || fwrite(response->body, 1, response->body_size, file) < response->body_size;
  return fclose(file) != 0 || failed ? KEPT_FOLDER_UNWRITABLE : KEPT_OK;
}

static int read_lease(kept_lease *out, const char *folder, const kept_trust *trust) {
  char path[1024], nonce[KEPT_NONCE_SIZE + 1];
  size_t size;
  FILE *file;
  if (snprintf(path, sizeof path, "%s/lease", folder) >= (int)sizeof path || !(file = fopen(path, "rb"))) return KEPT_NO_SEAT;
  if (!fgets(nonce, sizeof nonce, file)) nonce[0] = 0;
  nonce[strcspn(nonce, "\n")] = 0;
  size = fread(answer, 1, sizeof answer, file);
  fclose(file);
  return kept_lease_read(out, answer, size, nonce, document.activation_id, trust);
}

/* The heartbeat is the same request again: a real program sends it every `heartbeat_seconds`, and goes on where it fails. */
static int lease(char **argument, int32_t days, const kept_trust *trust) {
  kept_lease held;
  char nonce[KEPT_NONCE_SIZE];
  kept_response response = {0, answer, sizeof answer, 0};
  int code = kept_lease_seat(&held, document.activation_id, argument[5], days, trust, nonce, send_request, argument[6], &response);
  if (code == KEPT_OK) code = keep_lease(argument[4], nonce, &response);
  if (code != KEPT_OK) return complain(code);
  printf("Seat %d is %s for %ld minutes.\n", (int)held.seat, held.verdict == KEPT_LEASE_BORROWED ? "borrowed" : "leased",
         (long)((held.leased_until - held.checked_at) / 60000));
  return 0;
}

static int give_back(char **argument, const kept_trust *trust) {
  kept_response response = {0, answer, sizeof answer, 0};
  int code = kept_return_seat(document.activation_id, argument[5], trust, send_request, argument[6], &response);
  if (code != KEPT_OK) return complain(code);
  (void)keep_lease(argument[4], NULL, NULL);
  printf("The seat is given back.\n");
  return 0;
}

/* A real program keeps counter and total in its folder, a new counter for each day, and tells later what it used without a network. */
static int use(char **argument, const kept_trust *trust) {
  char counter[KEPT_NONCE_SIZE], day[11];
  time_t now = time(NULL);
  kept_use asked = {argument[8], counter, day, 0, 1};
  kept_meter meter;
  kept_response response = {0, answer, sizeof answer, 0};
  int code = kept_nonce(counter);
  if (code != KEPT_OK || strftime(day, sizeof day, "%Y-%m-%d", gmtime(&now)) == 0) return complain(KEPT_ARGUMENT);
  code = kept_meter_use(&meter, document.activation_id, argument[5], &asked, trust, send_request, argument[6], &response);
  if (code != KEPT_OK) return complain(code);
  printf("Used %d of %d.\n", (int)meter.used, (int)meter.cap);
  return 0;
}

/* What is asked for an activated machine; -1 where it is none of these. */
static int act(int count, char **argument, const kept_trust *trust, const char *path) {
  const char *what = count > 7 ? argument[7] : "";
  int leases = strcmp(what, "lease") == 0 || strcmp(what, "heartbeat") == 0, uses = count > 8 && strcmp(what, "use") == 0, code;
  if (!leases && !uses && strcmp(what, "return") != 0) return -1;
  code = read_document(trust, path);
  if (code != KEPT_OK) return complain(code);
  if (leases) return lease(argument, count > 8 ? (int32_t)atoi(argument[8]) : 0, trust);
  return uses ? use(argument, trust) : give_back(argument, trust);
}

static int start(char **argument, const kept_trust *trust, const char *path) {
  char machine[65];
  kept_facts facts;
  kept_verdict verdict;
  kept_lease held;
  int code = read_document(trust, path);
  if (code != KEPT_OK) return complain(code);
  memset(&facts, 0, sizeof facts);
  kept_machine(machine, argument[5]);
  facts.document = &document;
  facts.product = argument[2];
  facts.built_on = argument[3];
  facts.machine = machine;
  facts.last_seen = KEPT_NONE;
  facts.now = (int64_t)time(NULL) * 1000;
  facts.network_days = -1;
  facts.expiry_days = 7;
  facts.clock_tolerance = INT64_C(90000000);
  facts.lease_hours = 8;
  if (document.floating && read_lease(&held, argument[4], trust) == KEPT_OK) facts.lease = &held;
  kept_may_run(&verdict, &facts);
  if (!verdict.run) return complain(verdict.code);
  printf("Ready.\n");
  return 0;
}

int main(int count, char **argument) {
  kept_key key;
  kept_trust trust = {&key, 1, KEPT_NONE, INT64_C(90000000)};
  char path[1024];
  int acted;
  if (count < 6 || kept_key_read(&key, argument[1]) != KEPT_OK) return 2;
  if (snprintf(path, sizeof path, "%s/licence.json", argument[4]) >= (int)sizeof path) return 2;
  acted = act(count, argument, &trust, path);
  if (acted >= 0) return acted;
  if (count > 8) {
    int code = activate(count, argument, &trust, path);
    kept_status status;
    char nonce[KEPT_NONCE_SIZE];
    kept_response response = {0, answer, sizeof answer, 0};
    if (code != KEPT_OK) return complain(code);
    printf("Activated: %s %s.\n", document.product, document.release);
    code = kept_check(&status, document.activation_id, &trust, nonce, send_request, argument[6], &response);
    if (code != KEPT_OK) return complain(code);
    printf("The server says: %s.\n", status.verdict == KEPT_STATUS_GOOD ? "good" : "not good");
  }
  return start(argument, &trust, path);
}
