/*
 * Mutates documents, payloads and answers and reads them. The source is included, so that fields are also read where no signature
 * lets them pass. With a fuzzer of LLVM: -DKEPT_LIBFUZZER -fsanitize=fuzzer. Alone: fuzz SEED ROUNDS < one text a line, in hexadecimal.
 */
#include "kept.c"

#include <stdio.h>
#include <stdlib.h>

static unsigned char scratch[KEPT_SCRATCH];

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size) {
  static kept_document document;
  kept_status status;
  kept_lease lease;
  kept_meter meter;
  kept_key key;
  kept_trust trust = {&key, 1, KEPT_NONE, 0};
  char reseller[16];
  int code;
  /* Memory of exactly this size: a step beside it is seen. */
  char *text = malloc(size + (size == 0));
  if (size > 0) memcpy(text, bytes, size);
  (void)kept_key_read(&key, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
  code = kept_document_read(&document, text, size, &trust, scratch);
  if (code != KEPT_OK && (document.product[0] || document.feature_count)) abort();
  code = kept_status_read(&status, text, size, "AAAAAAAAAAAAAAAAAAAAAA", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", &trust);
  if (code != KEPT_OK && status.verdict) abort();
  code = kept_lease_read(&lease, text, size, "AAAAAAAAAAAAAAAAAAAAAA", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", &trust);
  if (code != KEPT_OK && (lease.verdict || lease.seat)) abort();
  code = kept_meter_read(&meter, text, size, "AAAAAAAAAAAAAAAAAAAAAA", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", "render",
                         "counter-of-one-000", &trust);
  if (code != KEPT_OK && (meter.verdict || meter.total)) abort();
  memset(&document, 0, sizeof document);
  (void)fields_read(&document, (const byte *)text, size, key.id, size % 2 ? 1 : 2);
  if (document.feature_count > KEPT_MOST_FEATURES || document.feature_count < -1) abort();
  (void)kept_refusal_read(409, text, size, reseller, sizeof reseller);
  free(text);
  return 0;
}

#ifndef KEPT_LIBFUZZER
#define MOST 70000
#define SEEDS 400

static uint64_t state;

/* xorshift64: the same seed gives the same run. */
static uint32_t chance(uint32_t below) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 32) % below;
}

static size_t mutate(byte *bytes, size_t size) {
  static const char *const pieces[] = {"\"", "\\", "{", "}", "[", "]", ":", ",", "\\u", "\\ud800", "null", "-", "1e9", "\xc3", "\xf4\x90"};
  uint32_t times = 1 + chance(4);
  while (times-- > 0) {
    size_t at = size == 0 ? 0 : chance((uint32_t)size), length;
    switch (chance(5)) {
      case 0:
        if (size > 0) bytes[at] = (byte)chance(256);
        break;
      case 1: size = at; break;
      case 2:
        length = chance(40);
        if (at + length < size) {
          memmove(bytes + at, bytes + at + length, size - at - length);
          size -= length;
        }
        break;
      case 3: {
        const char *piece = pieces[chance(COUNT(pieces))];
        length = strlen(piece);
        if (size + length < MOST) {
          memmove(bytes + at + length, bytes + at, size - at);
          memcpy(bytes + at, piece, length);
          size += length;
        }
        break;
      }
      default:
        length = size - at < 200 ? size - at : chance(200);
        if (size + length < MOST) {
          memmove(bytes + at + length, bytes + at, size - at);
          size += length;
        }
    }
  }
  return size;
}

int main(int count, char **argument) {
  static char line[2 * MOST + 2];
  static byte bytes[MOST];
  static byte *seeds[SEEDS];
  static size_t sizes[SEEDS];
  size_t known = 0, i;
  long rounds, round;
  if (count != 3) return 2;
  state = strtoull(argument[1], NULL, 10) * 2 + 1;
  rounds = strtol(argument[2], NULL, 10);
  while (known < SEEDS && fgets(line, sizeof line, stdin)) {
    size_t size = strcspn(line, "\n") / 2;
    seeds[known] = malloc(size + 1);
    for (i = 0; i < size; i++) {
      unsigned value;
      sscanf(line + 2 * i, "%2x", &value);
      seeds[known][i] = (byte)value;
    }
    sizes[known++] = size;
  }
  if (known == 0) return 2;
  for (round = 0; round < rounds; round++) {
    size_t chosen = chance((uint32_t)known);
    memcpy(bytes, seeds[chosen], sizes[chosen]);
    LLVMFuzzerTestOneInput(bytes, mutate(bytes, sizes[chosen]));
  }
  for (i = 0; i < known; i++) free(seeds[i]);
  printf("%ld texts read\n", rounds);
  return 0;
}
#endif
