/*
 * Reads lines of the combined format of Apache and nginx, 16 bytes at a time, and numbers what stands in their fields. Compiled to
 * WebAssembly (combined.wasm) by `npm run wasm`, without a library: all memory is the arrays below, whose pages are taken from the
 * system only as they are used.
 *
 * It takes only lines of which there is nothing to decide: `address - user [time] "GET target HTTP/1.1" status size "referrer"
 * "agent"`, without a backslash before a quote, and stops before any other, which the reader of all formats then takes
 * (combined.test.ts compares the two). So it never says that a line is bad.
 */
#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(#name)))

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int64_t i64;

/* Why scan() stopped. */
enum { AT_END, AT_OTHER, AT_LATER, AT_FULL_RECORDS, AT_FULL_TABLE };

#define INPUT_SIZE (1 << 20)
#define RECORDS 16384
#define RECORD_INTS 6
#define LONGEST 65536

/* Bytes behind the input may be looked at, whatever stands there. */
static u8 input[INPUT_SIZE + 128] __attribute__((aligned(16)));
/* time, what the status means, numbers of target, agent, address and referrer */
static u32 records[RECORDS * RECORD_INTS] __attribute__((aligned(16)));
/* What the caller says of each status: 0 for one that counts nothing. */
static u8 statuses[1000];

/* Secret words of the hash, one for every four bytes of the longest field. */
static u32 secrets[LONGEST / 4 + 4];

typedef struct {
  u32 number; /* plus one; 0: free */
  u32 hash;
  u32 start;
  u32 length;
} Slot;

typedef struct {
  Slot *slots;
  u8 *arena;
  u32 *order; /* by number: hash, start, length */
  u32 mask, most_slots, most, arena_size;
  u32 size, used;
} Table;

#define TABLE(name, MOST, SLOTS, ARENA)                                                                   \
  static Slot name##_slots[SLOTS] __attribute__((aligned(16)));                                          \
  static u8 name##_arena[(ARENA) + 16] __attribute__((aligned(16)));                                       \
  static u32 name##_order[(MOST) * 3];                                                                    \
  static Table name = {name##_slots, name##_arena, name##_order, 4095, SLOTS, MOST, ARENA, 0, 0};

/* Never more than half of the slots are taken. */
TABLE(addresses, 1 << 16, 1 << 17, 1 << 21)
TABLE(agents, 1 << 13, 1 << 14, 1 << 21)
TABLE(targets, 1 << 15, 1 << 16, 1 << 21)
TABLE(referrers, 1 << 15, 1 << 16, 1 << 21)
/* Targets of which the caller said that they count nothing. */
static u8 passed[1 << 15];

static Table *const tables[] = {&targets, &agents, &addresses, &referrers};

/* What the last scan() came to. */
static struct {
  u32 stopped_at, lines, skipped, records, full;
  u32 last_time;
} result;

EXPORT(inputAt) u8 *input_at(void) { return input; }
EXPORT(recordsAt) u32 *records_at(void) { return records; }
EXPORT(resultAt) void *result_at(void) { return &result; }
EXPORT(statusesAt) u8 *statuses_at(void) { return statuses; }
EXPORT(passedAt) u8 *passed_at(void) { return passed; }
EXPORT(secretsAt) u32 *secrets_at(void) { return secrets; }
EXPORT(mostOf) u32 most_of(u32 table) { return tables[table]->most; }
EXPORT(startOf) u8 *start_of(u32 table, u32 number) { return tables[table]->arena + tables[table]->order[number * 3 + 1]; }
EXPORT(lengthOf) u32 length_of(u32 table, u32 number) { return tables[table]->order[number * 3 + 2]; }

EXPORT(forget) void forget(u32 which) {
  Table *table = tables[which];
  __builtin_memset(table->slots, 0, (table->mask + 1) * sizeof(Slot));
  table->size = 0;
  table->used = 0;
  if (which == 0) __builtin_memset(passed, 0, sizeof passed);
}

static inline u64 word_at(const u8 *at) {
  u64 word;
  __builtin_memcpy(&word, at, 8);
  return word;
}

static inline u32 half_at(const u8 *at) {
  u32 word;
  __builtin_memcpy(&word, at, 4);
  return word;
}

/*
 * NH of UMAC (RFC 4418, 5.2.2) over the secret words: whoever writes a log cannot know which fields would meet at one place. Reads up to
 * seven bytes beyond the field.
 */
static inline u32 hash_of(const u8 *from, u32 length) {
  u64 sum = (u64)(length ^ secrets[LONGEST / 4]) * 0x9e3779b97f4a7c15ull;
  u32 at = 0;
  for (; at + 8 <= length; at += 8) {
    u64 word = word_at(from + at);
    sum += (u64)((u32)word + secrets[at / 4]) * (u64)((u32)(word >> 32) + secrets[at / 4 + 1]);
  }
  if (at < length) {
    u64 word = word_at(from + at) & (~0ull >> (8 * (8 - (length - at))));
    sum += (u64)((u32)word + secrets[at / 4]) * (u64)((u32)(word >> 32) + secrets[at / 4 + 1]);
  }
  sum ^= sum >> 32;
  sum *= 0xd6e8feb86659fd93ull;
  return (u32)(sum >> 32);
}

static inline int same(const u8 *a, const u8 *b, u32 length) {
  u32 at = 0;
  for (; at + 16 <= length; at += 16)
    if (wasm_v128_any_true(wasm_v128_xor(wasm_v128_load(a + at), wasm_v128_load(b + at)))) return 0;
  for (; at + 8 <= length; at += 8)
    if (word_at(a + at) != word_at(b + at)) return 0;
  if (at == length) return 1;
  return ((word_at(a + at) ^ word_at(b + at)) & (~0ull >> (8 * (8 - (length - at))))) == 0;
}

static void grow(Table *table) {
  __builtin_memset(table->slots, 0, (table->mask + 1) * sizeof(Slot));
  table->mask = table->mask * 4 + 3;
  if (table->mask >= table->most_slots) table->mask = table->most_slots - 1;
  for (u32 number = 0; number < table->size; number++) {
    u32 *of = table->order + number * 3;
    u32 place = of[0] & table->mask;
    while (table->slots[place].number != 0) place = (place + 1) & table->mask;
    table->slots[place] = (Slot){number + 1, of[0], of[1], of[2]};
  }
}

/* The number of a field; -1 where the table is full. */
static inline int number_of(Table *table, const u8 *from, u32 length) {
  u32 hash = hash_of(from, length);
  u32 place = hash & table->mask;
  for (;; place = (place + 1) & table->mask) {
    Slot *slot = &table->slots[place];
    if (slot->number == 0) break;
    if (slot->hash == hash && slot->length == length && same(table->arena + slot->start, from, length))
      return (int)slot->number - 1;
  }
  if (table->size >= table->most || table->used + length > table->arena_size) return -1;
  if (table->size * 2 >= table->mask && table->mask + 1 < table->most_slots) {
    grow(table);
    place = hash & table->mask;
    while (table->slots[place].number != 0) place = (place + 1) & table->mask;
  }
  __builtin_memcpy(table->arena + table->used, from, length);
  u32 *of = table->order + table->size * 3;
  of[0] = hash;
  of[1] = table->used;
  of[2] = length;
  table->slots[place] = (Slot){table->size + 1, hash, table->used, length};
  table->used += length;
  return (int)table->size++;
}

static inline int two_digits(const u8 *at) {
  u32 tens = (u32)at[0] - '0', ones = (u32)at[1] - '0';
  return tens > 9 || ones > 9 ? -1 : (int)(tens * 10 + ones);
}

static int month_of(const u8 *at) {
  static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  for (int month = 0; month < 12; month++)
    if (names[month * 3] == at[0] && names[month * 3 + 1] == at[1] && names[month * 3 + 2] == at[2]) return month + 1;
  return 0;
}

static int days_of(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Days since 1970 of a day of the Gregorian calendar. */
static i64 days_since(int year, int month, int day) {
  int y = month <= 2 ? year - 1 : year;
  int era = y / 400;
  int of_era = y - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return (i64)era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* Seconds of the hour that a time lies in, UTC; -1 where it is written in any but the usual way. */
static i64 hour_of(const u8 *at) {
  if (at[2] != '/' || at[6] != '/' || at[11] != ':' || at[14] != ':' || at[17] != ':' || at[20] != ' ') return -1;
  int day = two_digits(at), month = month_of(at + 3), hour = two_digits(at + 12);
  int century = two_digits(at + 7), year = two_digits(at + 9);
  int zone_hours = two_digits(at + 22), zone_minutes = two_digits(at + 24);
  if (month == 0 || hour < 0 || hour > 23 || century < 19 || year < 0) return -1;
  if (day < 1 || day > days_of(century * 100 + year, month)) return -1;
  if (zone_hours < 0 || zone_minutes < 0 || (at[21] != '+' && at[21] != '-')) return -1;
  i64 offset = zone_hours * 3600 + zone_minutes * 60;
  return days_since(century * 100 + year, month, day) * 86400 + hour * 3600 - (at[21] == '-' ? -offset : offset);
}

static struct {
  u64 date, hour, zone;
  i64 base;
} last_hour;

/* Seconds since 1970; -1 where the other reader is to look at it. `dd/Mon/yyyy:hh:mm:ss +zzzz` */
static inline i64 time_at(const u8 *at) {
  u64 date = word_at(at), hour = word_at(at + 7), zone = word_at(at + 19) >> 8;
  if (date != last_hour.date || hour != last_hour.hour || zone != last_hour.zone) {
    i64 base = hour_of(at);
    if (base < 0) return -1;
    last_hour.date = date;
    last_hour.hour = hour;
    last_hour.zone = zone;
    last_hour.base = base;
  }
  int minute = two_digits(at + 15), second = two_digits(at + 18);
  if (minute < 0 || minute > 59 || second < 0 || second > 59 || at[17] != ':') return -1;
  return last_hour.base + minute * 60 + second;
}

/*
 * Reads whole lines of the input from `from` to `end`, where the last line feed stands, as long as they are of times from `least` to
 * `most`, and of no later time than `until`. What became of them stands in `result`.
 */
EXPORT(scan) u32 scan(u32 from, u32 end, u32 least, u32 most, u32 until) {
  const u8 *at = input + from;
  const u8 *const stop = input + end;
  const v128_t quotes = wasm_i8x16_splat('"'), feeds = wasm_i8x16_splat('\n'), spaces = wasm_i8x16_splat(' ');
  u32 reason = AT_END, lines = 0, skipped = 0, written = 0, last_time = 0;
  u32 *record = records;
  while (at < stop) {
    /* Places of the first six quotes, and of the line feed. */
    const u8 *quote[6];
    u32 found = 0;
    const u8 *line_end = 0;
    for (const u8 *piece = at; line_end == 0; piece += 16) {
      if (piece > at + LONGEST) break;
      v128_t bytes = wasm_v128_load(piece);
      v128_t is_feed = wasm_i8x16_eq(bytes, feeds);
      u32 marks = wasm_i8x16_bitmask(wasm_i8x16_eq(bytes, quotes));
      if (wasm_v128_any_true(is_feed)) {
        u32 feed = __builtin_ctz(wasm_i8x16_bitmask(is_feed));
        line_end = piece + feed;
        marks &= (1u << feed) - 1;
      }
      while (marks != 0 && found < 6) {
        quote[found++] = piece + __builtin_ctz(marks);
        marks &= marks - 1;
      }
    }
    reason = AT_OTHER;
    if (line_end == 0 || found < 6 || line_end - at > LONGEST) break;
    const u8 *const request = quote[0] + 1, *const request_end = quote[1];
    if (request_end[-1] == '\\' || quote[3][-1] == '\\' || quote[5][-1] == '\\') break;
    /* The address ends at the first space; ` - - [` follows, or a name without a bracket in place of the second `-`. */
    const u8 *address_end = at;
    const u8 *const bracket = quote[0] - 29;
    if (bracket <= at || bracket[0] != '[' || bracket[27] != ']') break;
    while (address_end < bracket && *address_end != ' ') address_end++;
    if (address_end == at || address_end >= bracket) break;
    const u8 *between = address_end;
    while (*between != '[') between++;
    if (between != bracket) break;
    i64 time = time_at(bracket + 1);
    if (time < (i64)least || time > (i64)most) break;
    const u8 *const status = request_end + 2;
    if (request_end[1] != ' ' || status + 3 > quote[2]) break;
    u32 hundreds = (u32)status[0] - '0', tens = (u32)status[1] - '0', ones = (u32)status[2] - '0';
    if (hundreds < 1 || hundreds > 9 || tens > 9 || ones > 9) break;
    if (quote[4] != quote[3] + 2 || quote[3][1] != ' ') break;
    if (time > (i64)until) {
      reason = AT_LATER;
      break;
    }
    u32 means = statuses[hundreds * 100 + tens * 10 + ones];
    if (means == 0 || half_at(request) != 0x20544547 /* "GET " */) {
      skipped++;
    } else {
      const u8 *const target = request + 4;
      const u8 *target_end = target;
      for (;; target_end += 16) {
        u32 blanks = wasm_i8x16_bitmask(wasm_i8x16_eq(wasm_v128_load(target_end), spaces));
        if (blanks != 0) {
          target_end += __builtin_ctz(blanks);
          break;
        }
        if (target_end >= request_end) break;
      }
      if (target_end > request_end) target_end = request_end;
      if (target_end <= target) break;
      int target_number = number_of(&targets, target, (u32)(target_end - target));
      if (target_number < 0) {
        reason = AT_FULL_TABLE;
        result.full = 0;
        break;
      }
      if (passed[target_number]) {
        skipped++;
      } else {
        if (written == RECORDS) {
          reason = AT_FULL_RECORDS;
          break;
        }
        int agent = number_of(&agents, quote[4] + 1, (u32)(quote[5] - quote[4] - 1));
        int address = number_of(&addresses, at, (u32)(address_end - at));
        int referrer = number_of(&referrers, quote[2] + 1, (u32)(quote[3] - quote[2] - 1));
        if (agent < 0 || address < 0 || referrer < 0) {
          reason = AT_FULL_TABLE;
          result.full = agent < 0 ? 1 : address < 0 ? 2 : 3;
          break;
        }
        record[0] = (u32)time;
        record[1] = means;
        record[2] = (u32)target_number;
        record[3] = (u32)agent;
        record[4] = (u32)address;
        record[5] = (u32)referrer;
        record += RECORD_INTS;
        written++;
      }
    }
    lines++;
    last_time = (u32)time;
    at = line_end + 1;
    reason = AT_END;
  }
  result.stopped_at = (u32)(at - input);
  result.lines = lines;
  result.skipped = skipped;
  result.records = written;
  result.last_time = last_time;
  return reason;
}
