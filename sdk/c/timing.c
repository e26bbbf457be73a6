/* The start-up check, timed: timing KEY FILE MACHINE ROUNDS writes the nanoseconds of each round, the first cold one first. */
#define _POSIX_C_SOURCE 199309L
#include "kept.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char text[KEPT_MOST_BYTES + 1];
static unsigned char scratch[KEPT_SCRATCH];
static kept_document document;

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* As a program does it: read the file, verify, decide. */
static int check(const char *key_text, const char *path, const char *machine) {
  kept_key key;
  kept_trust trust = {&key, 1, KEPT_NONE, 0};
  kept_facts facts;
  kept_verdict verdict;
  size_t size;
  FILE *file = fopen(path, "rb");
  if (!file || kept_key_read(&key, key_text) != KEPT_OK) return 0;
  size = fread(text, 1, sizeof text, file);
  fclose(file);
  if (kept_document_read(&document, text, size, &trust, scratch) != KEPT_OK) return 0;
  memset(&facts, 0, sizeof facts);
  facts.document = &document;
  facts.product = document.product;
  facts.built_on = "2026-02-01";
  facts.machine = machine;
  facts.last_seen = KEPT_NONE;
  facts.now = (int64_t)time(NULL) * 1000;
  facts.network_days = -1;
  kept_may_run(&verdict, &facts);
  return verdict.run;
}

int main(int count, char **argument) {
  int64_t *took;
  long rounds, round;
  if (count != 5) return 2;
  rounds = strtol(argument[4], NULL, 10);
  took = rounds > 0 ? malloc((size_t)rounds * sizeof *took) : NULL;
  if (!took) return 2;
  for (round = 0; round < rounds; round++) {
    int64_t before = nanoseconds();
    if (!check(argument[1], argument[2], argument[3])) return 1;
    took[round] = nanoseconds() - before;
  }
  for (round = 0; round < rounds; round++) printf("%" PRId64 "\n", took[round]);
  free(took);
  return 0;
}
