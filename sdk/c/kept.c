/* Licence client of Kept. One source on purpose, so that it is added to a program as it is; see kept.h. */
#include "kept.h"

#include <string.h>

#ifdef KEPT_SODIUM
#include <sodium.h>
#else
#include <openssl/evp.h>
#include <openssl/rand.h>
#endif

#define DAY_MS INT64_C(86400000)
#define HOUR_MS INT64_C(3600000)

typedef unsigned char byte;

/* ---- numbers and their sentences: the same as in sdk/faults.ts ---- */

typedef struct meaning {
  int code;
  const char *message;
  const char *next;
} meaning;

static const meaning meanings[] = {
    {0, "The licence is good.",
     "Nothing is to be done."},
    {1001, "This is no licence: it is far too large.",
     "Ask {reseller} to send the licence again."},
    {1002, "The licence is cut short or no licence at all.",
     "Ask {reseller} to send the licence again."},
    {1003, "The licence was signed with a key that this program does not know.",
     "Update the program, or call {reseller}."},
    {1004, "The licence was changed after it was signed.",
     "Ask {reseller} to send the licence again."},
    {1005, "The licence is of a newer kind than this program can read.",
     "Update the program, or call {reseller}."},
    {1006, "The licence is signed, but not made as a licence is.",
     "Call {reseller} and name this number."},
    {1007, "By the clock of this computer the licence was made in the future.",
     "Set the clock right, then try again."},
    {1101, "A line was mistyped.",
     "Compare that line with the page, and enter it again."},
    {1102, "This is no answer of the licence page, or it was cut short.",
     "Enter the whole text, or take the file."},
    {1103, "The answer belongs to another request.",
     "Take the newest request to the page, and enter its answer."},
    {1104, "No request of this computer waits for an answer.",
     "Make a request first, and take it to the page."},
    {1105, "This is older than the licence that is here already.",
     "Nothing is to be done, or ask {reseller} for the newest renewal."},
    {1106, "The renewal belongs to another activation.",
     "Ask {reseller} for the renewal of this computer."},
    {1107, "This licence was activated before there were proofs.",
     "Deactivate it over the network, or activate it again and then deactivate it."},
    {2001, "Something else answered in place of the licence server, such as the sign-in page of a network.",
     "Sign in to the network in a browser. The program tries again by itself."},
    {2002, "The answer is far too large for one of the licence server.",
     "Sign in to the network in a browser. The program tries again by itself."},
    {2003, "The answer of the licence server could not be understood.",
     "Update the program, or call {reseller}."},
    {2004, "The answer was signed with a key that this program does not know.",
     "Update the program, or call {reseller}."},
    {2005, "The answer of the licence server was changed on its way.",
     "Try another network. The program tries again by itself."},
    {2006, "The answer belongs to another question.",
     "Try another network. The program tries again by itself."},
    {2007, "The answer is about another activation.",
     "Try another network. The program tries again by itself."},
    {2008, "The clock of this computer and that of the licence server differ widely.",
     "Set the clock right, then try again."},
    {3001, "The program runs, but has not reached the licence server for a while.",
     "Connect to the internet when you can."},
    {3002, "The licence has expired; the program runs a few days more.",
     "Ask {reseller} to renew it."},
    {3003, "The program runs, but the clock of this computer went back.",
     "Set the clock right, or connect to the internet."},
    {3004, "The program runs on until it is closed.",
     "Look into the licence before the next start, or call {reseller}."},
    {3005, "The program runs, but its seat could not be renewed.",
     "Connect to the licence server when you can."},
    {3101, "There is no licence on this computer yet.",
     "Activate with your serial."},
    {3102, "The licence is for another product.",
     "Activate with a serial of this product, or call {reseller}."},
    {3103, "The licence belongs to another computer.",
     "Activate on this computer, or call {reseller}."},
    {3104, "This release was built after the maintenance of the licence ended.",
     "Use an earlier release, or ask {reseller} to renew the maintenance."},
    {3105, "The licence does not include this feature.",
     "Ask {reseller} to add it."},
    {3106, "The licence has expired.",
     "Ask {reseller} to renew it."},
    {3107, "The clock of this computer went back, so the licence cannot be judged.",
     "Please connect to the internet, or set the clock right."},
    {3108, "The licence was not confirmed for too long.",
     "Connect to the internet and start again, or call {reseller}."},
    {3109, "This computer was deactivated.",
     "Activate again with your serial."},
    {3110, "The licence is suspended.",
     "Call {reseller}."},
    {3111, "The licence was withdrawn.",
     "Call {reseller}."},
    {3112, "The licence is on hold.",
     "Call {reseller}."},
    {3113, "The licence was replaced by another.",
     "Activate with the new serial, or call {reseller}."},
    {3114, "This computer holds no seat of the licence.",
     "Connect to the licence server, and start again when a seat is free."},
    {4001, "The licence server cannot be reached.",
     "Check the network and its proxy. The program tries again by itself."},
    {4002, "The licence server did not answer in time.",
     "Check the network and its proxy. The program tries again by itself."},
    {4003, "The connection is not trusted: its certificate is not one that this program knows.",
     "Ask your administrator for the certificate of your network, and enter it in the settings."},
    {4004, "The proxy asks for a name and password.",
     "Enter them in the network settings."},
    {4005, "The proxy does not let this program through.",
     "Ask your administrator to allow the address of the licence server."},
    {4006, "The licence server cannot answer now.",
     "Try again later. The program tries again by itself."},
    {5001, "This is not a complete serial.",
     "Compare it with your papers."},
    {5002, "No licence has this serial.",
     "Compare it with your papers, or call {reseller}."},
    {5003, "Every seat of this licence is in use.",
     "Ask {reseller} for another."},
    {5004, "This licence has expired.",
     "Ask {reseller} to renew it."},
    {5005, "This licence is suspended.",
     "Call {reseller}."},
    {5006, "This licence was withdrawn.",
     "Call {reseller}."},
    {5007, "The registration form was renewed.",
     "Look through the form again and send it."},
    {5008, "Nothing can be activated there yet.",
     "Try again later."},
    {5009, "The server does not know this activation.",
     "Activate again with your serial."},
    {5010, "Something in the form is missing or not as expected.",
     "Mend the named fields and send it again."},
    {5011, "This was sent before with other content.",
     "Send it once more."},
    {5012, "This licence is on hold.",
     "Call {reseller}."},
    {5013, "This licence was replaced by another.",
     "Activate with the new serial, or call {reseller}."},
    {5014, "The server does not take this for the computer that has the seat.",
     "Activate again with your serial, or call {reseller}."},
    {5015, "Seats of this licence were freed as often as they may be within a year.",
     "Call {reseller}."},
    {5016, "Every seat of this licence is in use just now.",
     "Try again when somebody has closed the program, or ask {reseller} for another seat."},
    {5017, "The seats of this licence are not leased.",
     "Start the program without a lease."},
    {5018, "Seats of this licence cannot be borrowed.",
     "Work where the licence server can be reached, or call {reseller}."},
    {5019, "A seat of this licence cannot be borrowed for so long.",
     "Choose fewer days, or call {reseller}."},
    {5020, "This licence cannot be used on a machine of this kind.",
     "Activate on a computer of its own, or call {reseller}."},
    {5030, "This is an education licence.",
     "Say whether you register for a school or as a student."},
    {5031, "This licence belongs to a school, whose pupils register nothing.",
     "Ask your school or your teacher for a label."},
    {5032, "Before a student registers, the date of birth is asked.",
     "Begin with the date of birth."},
    {5033, "We cannot take a registration from you.",
     "Ask your school or your teacher for a label."},
    {5034, "This is no date of birth.",
     "Enter day, month and the year with four digits."},
    {5035, "This is no label of a school.",
     "Compare it with what your school gave you."},
    {5036, "Nothing can be activated with this label now.",
     "Ask your school or your teacher for the label of this term."},
    {5037, "Another machine has the seat of this label.",
     "Ask your school or your teacher to free it."},
    {5040, "This feature was used as often as the licence allows for now.",
     "Use it again when counting begins anew, or call {reseller}."},
    {5041, "This feature is not counted under this licence.",
     "Use it without asking."},
    {5099, "The licence server refused.",
     "Call {reseller} and name this number."},
    {6001, "The licence could not be stored on this computer.",
     "Let the program write to its folder, then activate again: the same seat is given."},
    {6101, "A buffer of the program is too small.",
     "Update the program, or call {reseller}."},
    {6102, "The program asked wrongly.",
     "Update the program, or call {reseller}."},
};

static const meaning *meaning_of(int code) {
  size_t i;
  const meaning *unknown = NULL;
  for (i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
    if (meanings[i].code == code) return &meanings[i];
    if (meanings[i].code == KEPT_REFUSED) unknown = &meanings[i];
  }
  return unknown;
}

const char *kept_message(int code) { return meaning_of(code)->message; }

const char *kept_next_step(int code) { return meaning_of(code)->next; }

/* ---- cryptography of the system's library ---- */

static int is_signed(const byte key[32], const byte *bytes, size_t size, const byte signature[64]) {
#ifdef KEPT_SODIUM
  return crypto_sign_verify_detached(signature, bytes, size, key) == 0;
#else
  int good = 0;
  EVP_PKEY *pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, 32);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (pkey && context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, pkey) == 1)
    good = EVP_DigestVerify(context, signature, 64, bytes, size) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(pkey);
  return good;
#endif
}

static int sha256(byte out[32], const void *bytes, size_t size) {
#ifdef KEPT_SODIUM
  return crypto_hash_sha256(out, (const byte *)bytes, size) == 0;
#else
  unsigned int length = 32;
  return EVP_Digest(bytes, size, out, &length, EVP_sha256(), NULL) == 1;
#endif
}

static int random_bytes(byte *out, size_t size) {
#ifdef KEPT_SODIUM
  randombytes_buf(out, size);
  return 1;
#else
  return RAND_bytes(out, (int)size) == 1;
#endif
}

/* ---- texts ---- */

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static int digit64(int c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '-') return 62;
  return c == '_' ? 63 : -1;
}

/* Strict base64url without padding and stray bits; may decode in place. Gives 1 and the size. */
static int from_base64url(byte *out, size_t room, const char *text, size_t length, size_t *size) {
  uint32_t bits = 0;
  int held = 0;
  size_t i, at = 0;
  if (length % 4 == 1) return 0;
  for (i = 0; i < length; i++) {
    int digit = digit64((byte)text[i]);
    if (digit < 0) return 0;
    bits = (bits << 6 | (uint32_t)digit) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    if (at == room) return 0;
    out[at++] = (byte)(bits >> held);
  }
  *size = at;
  return (bits & ((1U << held) - 1)) == 0;
}

static void to_hex(char *out, const byte *bytes, size_t size) {
  static const char digits[] = "0123456789abcdef";
  size_t i;
  for (i = 0; i < size; i++) {
    out[2 * i] = digits[bytes[i] >> 4];
    out[2 * i + 1] = digits[bytes[i] & 15];
  }
  out[2 * size] = 0;
}

static int is_hex(const char *text, size_t length) {
  size_t i;
  if (strlen(text) != length) return 0;
  for (i = 0; i < length; i++)
    if (!((text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f'))) return 0;
  return 1;
}

/* How many bytes the UTF-8 sequence at `at` has (Unicode, table 3-7); 0 where it is none. */
static size_t utf8_length(const byte *at, const byte *end) {
  size_t left = (size_t)(end - at), length, i;
  byte low = 0x80, high = 0xbf;
  if (left == 0) return 0;
  if (at[0] < 0x80) return 1;
  if (at[0] >= 0xc2 && at[0] <= 0xdf) length = 2;
  else if (at[0] >= 0xe0 && at[0] <= 0xef) length = 3;
  else if (at[0] >= 0xf0 && at[0] <= 0xf4) length = 4;
  else return 0;
  if (at[0] == 0xe0) low = 0xa0;
  if (at[0] == 0xed) high = 0x9f;
  if (at[0] == 0xf0) low = 0x90;
  if (at[0] == 0xf4) high = 0x8f;
  if (left < length || at[1] < low || at[1] > high) return 0;
  for (i = 2; i < length; i++)
    if (at[i] < 0x80 || at[i] > 0xbf) return 0;
  return length;
}

/* ---- days and instants ---- */

static int number_at(const char *text, size_t digits, int *out) {
  size_t i;
  *out = 0;
  for (i = 0; i < digits; i++) {
    if (text[i] < '0' || text[i] > '9') return 0;
    *out = *out * 10 + (text[i] - '0');
  }
  return 1;
}

static int is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

/* Milliseconds of "YYYY-MM-DD", 00:00 UTC; KEPT_NONE where it is no day from 1970 on. Looks at ten characters. */
static int64_t day_at(const char *text) {
  static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
  int year, month, day, length, past;
  int64_t days;
  if (!number_at(text, 4, &year) || text[4] != '-' || !number_at(text + 5, 2, &month) || text[7] != '-' ||
      !number_at(text + 8, 2, &day))
    return KEPT_NONE;
  if (year < 1970 || month < 1 || month > 12) return KEPT_NONE;
  length = before[month] - before[month - 1] + (month == 2 && is_leap(year));
  if (day < 1 || day > length) return KEPT_NONE;
  past = year - 1;
  days = (int64_t)365 * (year - 1970) + (past / 4 - 492) - (past / 100 - 19) + (past / 400 - 4);
  days += before[month - 1] + (month > 2 && is_leap(year)) + day - 1;
  return days * DAY_MS;
}

static int64_t day_of(const char *text) { return strlen(text) == 10 ? day_at(text) : KEPT_NONE; }

/* Milliseconds of "YYYY-MM-DDTHH:MM:SS.mmmZ". */
static int64_t instant_of(const char *text) {
  int hour, minute, second, rest;
  int64_t day;
  if (strlen(text) != 24) return KEPT_NONE;
  day = day_at(text);
  if (day == KEPT_NONE || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
    return KEPT_NONE;
  if (!number_at(text + 11, 2, &hour) || !number_at(text + 14, 2, &minute) || !number_at(text + 17, 2, &second) ||
      !number_at(text + 20, 3, &rest) || hour > 23 || minute > 59 || second > 59)
    return KEPT_NONE;
  return day + ((hour * 60 + minute) * 60 + second) * INT64_C(1000) + rest;
}

/* ---- JSON: one pass, bounded depth, nothing is built ---- */

typedef struct reader {
  const byte *at;
  const byte *end;
  int canonical; /* one spelling only: no white space, keys ascending, integers */
  int deepest;
} reader;

enum { MISSING, IS_NULL, IS_TEXT, IS_OTHER };

/* What is looked for in an object, and what was found. The last of several counts. */
typedef struct slot {
  const char *name;
  char *out; /* takes a text of less than `room` bytes */
  size_t room;
  kept_document *features;
  struct slot *inside;
  size_t inside_count;
  int kind;
  size_t length;
  const byte *from, *to; /* the value as it is written */
} slot;

typedef struct sink {
  char *out;
  size_t room, length;
  int control; /* a control character is in it */
} sink;

static void put(sink *to, int c) {
  if (c < 0x20) to->control = 1;
  if (to->length + 1 < to->room) to->out[to->length] = (char)c;
  to->length++;
}

static void put_code_point(sink *to, uint32_t point) {
  if (point < 0x80) {
    put(to, (int)point);
  } else if (point < 0x800) {
    put(to, (int)(0xc0 | point >> 6));
    put(to, (int)(0x80 | (point & 63)));
  } else if (point < 0x10000) {
    put(to, (int)(0xe0 | point >> 12));
    put(to, (int)(0x80 | (point >> 6 & 63)));
    put(to, (int)(0x80 | (point & 63)));
  } else {
    put(to, (int)(0xf0 | point >> 18));
    put(to, (int)(0x80 | (point >> 12 & 63)));
    put(to, (int)(0x80 | (point >> 6 & 63)));
    put(to, (int)(0x80 | (point & 63)));
  }
}

static void skip_space(reader *from) {
  if (from->canonical) return;
  while (from->at < from->end && (*from->at == ' ' || *from->at == '\t' || *from->at == '\n' || *from->at == '\r'))
    from->at++;
}

static int take(reader *from, int c) {
  if (from->at == from->end || *from->at != c) return 0;
  from->at++;
  return 1;
}

static int take_word(reader *from, const char *word) {
  size_t length = strlen(word);
  if ((size_t)(from->end - from->at) < length || memcmp(from->at, word, length) != 0) return 0;
  from->at += length;
  return 1;
}

static int hex_digit(int c, int canonical) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return !canonical && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int take_hex4(reader *from, uint32_t *out) {
  int i;
  *out = 0;
  if (from->end - from->at < 4) return 0;
  for (i = 0; i < 4; i++) {
    int digit = hex_digit(*from->at++, from->canonical);
    if (digit < 0) return 0;
    *out = *out << 4 | (uint32_t)digit;
  }
  return 1;
}

/* `\uXXXX` behind the u, with the second half of a pair. */
static int take_unicode(reader *from, sink *to) {
  uint32_t point, second;
  if (!take_hex4(from, &point)) return 0;
  /* The canonical spelling escapes control characters that have no short escape, and nothing else. */
  if (from->canonical && (point >= 0x20 || point == 8 || point == 9 || point == 10 || point == 12 || point == 13)) return 0;
  if (point >= 0xd800 && point <= 0xdbff) {
    reader ahead = *from;
    if (take(&ahead, '\\') && take(&ahead, 'u') && take_hex4(&ahead, &second) && second >= 0xdc00 && second <= 0xdfff) {
      *from = ahead;
      point = 0x10000 + ((point - 0xd800) << 10) + (second - 0xdc00);
    }
  }
  put_code_point(to, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  return 1;
}

static int take_escape(reader *from, sink *to) {
  static const char letters[] = "\"\\/bfnrt";
  static const char meant[] = "\"\\/\b\f\n\r\t";
  const char *found;
  int c;
  if (from->at == from->end) return 0;
  c = *from->at++;
  if (c == 'u') return take_unicode(from, to);
  found = c == 0 ? NULL : strchr(letters, c);
  if (!found || (from->canonical && c == '/')) return 0;
  put(to, meant[found - letters]);
  return 1;
}

static int take_string(reader *from, sink *to) {
  to->length = 0;
  to->control = 0;
  if (!take(from, '"')) return 0;
  while (from->at < from->end) {
    byte c = *from->at;
    if (c == '"') {
      from->at++;
      if (to->room > 0) to->out[to->length < to->room ? to->length : to->room - 1] = 0;
      return 1;
    }
    if (c == '\\') {
      from->at++;
      if (!take_escape(from, to)) return 0;
    } else {
      size_t length = utf8_length(from->at, from->end);
      if (length == 0 || c < 0x20) return 0;
      while (length-- > 0) put(to, *from->at++);
    }
  }
  return 0;
}

static size_t take_digits(reader *from) {
  const byte *start = from->at;
  while (from->at < from->end && *from->at >= '0' && *from->at <= '9') from->at++;
  return (size_t)(from->at - start);
}

static int take_integer(reader *from, int negative) {
  const byte *start = from->at;
  size_t digits = take_digits(from), i;
  uint64_t value = 0;
  if (digits == 0 || (digits > 1 && *start == '0')) return 0;
  if (!from->canonical) return 1;
  if (digits > 16 || (negative && *start == '0')) return 0;
  for (i = 0; i < digits; i++) value = value * 10 + (uint64_t)(start[i] - '0');
  return value <= UINT64_C(9007199254740991);
}

static int take_number(reader *from) {
  if (!take_integer(from, take(from, '-'))) return 0;
  if (from->canonical) return 1;
  if (take(from, '.') && take_digits(from) == 0) return 0;
  if (take(from, 'e') || take(from, 'E')) {
    if (!take(from, '+')) (void)take(from, '-');
    return take_digits(from) > 0;
  }
  return 1;
}

/* One byte of a key in its canonical spelling, without its escape; -1 at its end. */
static int key_byte(const byte **at, const byte *end) {
  reader from;
  char one[2] = {0, 0};
  sink to = {NULL, 0, 0, 0};
  if (*at == end) return -1;
  if (**at != '\\') return *(*at)++;
  from.at = *at + 1;
  from.end = end;
  from.canonical = 1;
  from.deepest = 0;
  to.out = one;
  to.room = 2;
  (void)take_escape(&from, &to);
  *at = from.at;
  return (byte)one[0];
}

static int comes_after(const byte *key, const byte *key_end, const byte *last, const byte *last_end) {
  for (;;) {
    int a = key_byte(&key, key_end), b = key_byte(&last, last_end);
    if (a != b) return a > b;
    if (a < 0) return 0;
  }
}

static int take_value(reader *from, int depth);
static int take_object(reader *from, slot *slots, size_t count, int depth);

static int take_array(reader *from, int depth) {
  if (depth > from->deepest || !take(from, '[')) return 0;
  skip_space(from);
  if (take(from, ']')) return 1;
  for (;;) {
    if (!take_value(from, depth + 1)) return 0;
    if (take(from, ']')) return 1;
    if (!take(from, ',')) return 0;
  }
}

static int take_value(reader *from, int depth) {
  sink nowhere = {NULL, 0, 0, 0};
  int good;
  skip_space(from);
  if (from->at == from->end) return 0;
  switch (*from->at) {
    case '{': good = take_object(from, NULL, 0, depth); break;
    case '[': good = take_array(from, depth); break;
    case '"': good = take_string(from, &nowhere); break;
    case 't': good = take_word(from, "true"); break;
    case 'f': good = take_word(from, "false"); break;
    case 'n': good = take_word(from, "null"); break;
    default: good = take_number(from);
  }
  skip_space(from);
  return good;
}

/* A list of at most 64 short names. */
static void read_features(slot *found, const reader *whole) {
  reader from = *whole;
  kept_document *to = found->features;
  from.at = found->from;
  from.end = found->to;
  found->kind = IS_OTHER;
  to->feature_count = 0;
  if (!take(&from, '[')) return;
  if (take(&from, ']')) found->kind = IS_TEXT;
  while (found->kind == IS_OTHER) {
    sink name = {NULL, 64, 0, 0};
    if (to->feature_count == KEPT_MOST_FEATURES) return;
    name.out = to->features[to->feature_count];
    if (!take_string(&from, &name) || name.length == 0 || name.length > 63 || name.control) return;
    to->feature_count++;
    if (take(&from, ']')) found->kind = IS_TEXT;
    else if (!take(&from, ',')) return;
  }
}

static int take_slot(reader *from, slot *found, int depth) {
  sink to = {NULL, 0, 0, 0};
  int good;
  skip_space(from);
  to.out = found->out;
  to.room = found->room;
  found->kind = IS_OTHER;
  found->from = from->at;
  if (found->room > 0) found->out[0] = 0;
  if (from->at < from->end && *from->at == '"') {
    good = take_string(from, &to);
    found->length = to.length;
    if (good && to.length < to.room && !to.control) found->kind = IS_TEXT;
  } else if (from->at < from->end && *from->at == '{' && found->inside) {
    good = take_object(from, found->inside, found->inside_count, depth);
  } else {
    if (from->at < from->end && *from->at == 'n') found->kind = IS_NULL;
    good = take_value(from, depth);
  }
  found->to = from->at;
  if (good && found->features && found->kind == IS_OTHER) read_features(found, from);
  skip_space(from);
  return good;
}

static slot *slot_of(slot *slots, size_t count, const char *name) {
  size_t i;
  for (i = 0; i < count; i++)
    if (strcmp(slots[i].name, name) == 0) return &slots[i];
  return NULL;
}

static int take_object(reader *from, slot *slots, size_t count, int depth) {
  const byte *last = NULL, *last_end = NULL;
  if (depth > from->deepest || !take(from, '{')) return 0;
  skip_space(from);
  if (take(from, '}')) return 1;
  for (;;) {
    char name[32];
    sink key = {NULL, sizeof name, 0, 0};
    const byte *start = from->at + 1;
    slot *found;
    key.out = name;
    if (!take_string(from, &key)) return 0;
    if (from->canonical && last && !comes_after(start, from->at - 1, last, last_end)) return 0;
    last = start;
    last_end = from->at - 1;
    skip_space(from);
    if (!take(from, ':')) return 0;
    found = key.length < sizeof name && !key.control ? slot_of(slots, count, name) : NULL;
    if (found ? !take_slot(from, found, depth + 1) : !take_value(from, depth + 1)) return 0;
    if (take(from, '}')) return 1;
    if (!take(from, ',')) return 0;
    skip_space(from);
    if (from->at == from->end) return 0;
  }
}

/* The whole text is one object. */
static int read_object(const byte *text, size_t size, int canonical, slot *slots, size_t count) {
  reader from;
  from.at = text;
  from.end = text + size;
  from.canonical = canonical;
  from.deepest = canonical ? 16 : 64;
  skip_space(&from);
  if (!take_object(&from, slots, count, 1)) return 0;
  skip_space(&from);
  return from.at == from.end;
}

#define TEXT(name, to) {name, to, sizeof(to), NULL, NULL, 0, MISSING, 0, NULL, NULL}
#define VALUE(name, inner, count) {name, NULL, 0, NULL, inner, count, MISSING, 0, NULL, NULL}
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* ---- keys, documents, answers ---- */

int kept_key_read(kept_key *out, const char *base64url) {
  byte digest[32];
  size_t size = 0;
  if (!out || !base64url || !from_base64url(out->bytes, 32, base64url, strlen(base64url), &size) || size != 32)
    return KEPT_ARGUMENT;
  if (!sha256(digest, out->bytes, 32)) return KEPT_ARGUMENT;
  to_hex(out->id, digest, 8);
  return KEPT_OK;
}

static const kept_key *key_of(const kept_trust *trust, const char *id) {
  size_t i;
  for (i = 0; i < trust->key_count; i++)
    if (strcmp(trust->keys[i].id, id) == 0) return &trust->keys[i];
  return NULL;
}

#define LINE "kept-licence-1\n"
#define LINE_SIZE (sizeof(LINE) - 1)

static int is_text(const slot *found) { return found->kind == IS_TEXT && found->length > 0; }

/* A day or null: null leaves the text empty. */
static int is_day_or_null(slot *found) {
  if (found->kind == IS_NULL) return 1;
  return found->kind == IS_TEXT && day_of(found->out) != KEPT_NONE;
}

/* A whole number up to `most`, which has nine digits at most; -1 for anything else. */
static int32_t whole_of(const slot *found, int32_t most) {
  const byte *at = found->from;
  int32_t value = 0;
  if (found->kind != IS_OTHER || at == found->to || *at < '0' || *at > '9') return -1;
  for (; at < found->to && *at >= '0' && *at <= '9'; at++) {
    if (value > (most - (*at - '0')) / 10) return -1;
    value = value * 10 + (*at - '0');
  }
  while (at < found->to && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) at++;
  return at == found->to ? value : -1;
}

/* A whole number of at most six digits; -1 for anything else. */
static int32_t count_of(const slot *found) { return whole_of(found, 999999); }

/* Days or hours of grace; -1 where the document does not say. */
static int grace_read(int32_t *out, const slot *found) {
  *out = -1;
  if (found->kind == MISSING) return 1;
  *out = count_of(found);
  return *out >= 0 && *out < 100000;
}

static int fields_read(kept_document *out, const byte *payload, size_t size, const char *key_id, int version) {
  char activated[25] = "", issued[25] = "", inner_key[17] = "";
  slot times[] = {VALUE("networkDays", NULL, 0), VALUE("expiryDays", NULL, 0), VALUE("leaseHours", NULL, 0)};
  slot slots[] = {
      TEXT("activationId", out->activation_id), TEXT("licenceId", out->licence_id), TEXT("serial", out->serial),
      TEXT("product", out->product), TEXT("release", out->release), TEXT("kind", out->kind),
      TEXT("activatedAt", activated), TEXT("keyId", inner_key), TEXT("issuedAt", issued),
      TEXT("expiresOn", out->expires_on), TEXT("maintenanceUntil", out->maintenance_until),
      TEXT("machine", out->machine), {"features", NULL, 0, out, NULL, 0, MISSING, 0, NULL, NULL},
      VALUE("floating", NULL, 0), VALUE("grace", times, 3)};
  const slot *floating = &slots[13], *grace = &slots[14];
  const slot *issue = &slots[8], *machine = &slots[11], *features = &slots[12];
  size_t i;
  if (!read_object(payload, size, 1, slots, COUNT(slots))) return 0;
  for (i = 0; i < 8; i++)
    if (!is_text(&slots[i])) return 0;
  if (strcmp(inner_key, key_id) != 0) return 0;
  out->activated_at = instant_of(activated);
  out->issued_at = out->activated_at;
  if (issue->kind == IS_TEXT) out->issued_at = instant_of(issued);
  else if (issue->kind == IS_OTHER) return 0;
  if (out->activated_at == KEPT_NONE || out->issued_at == KEPT_NONE) return 0;
  if (!is_day_or_null(&slots[9]) || !is_day_or_null(&slots[10])) return 0;
  if (machine->kind != IS_NULL && !(machine->kind == IS_TEXT && is_hex(out->machine, 64))) return 0;
  if (features->kind == MISSING || features->kind == IS_NULL) out->feature_count = -1;
  else if (features->kind != IS_TEXT) return 0;
  /* The second version is the first with this field, which no reader of the first may pass over. */
  if (version == 2) {
    if (floating->kind != IS_OTHER || (*floating->from != 't' && *floating->from != 'f')) return 0;
    out->floating = *floating->from == 't';
  }
  if (grace->kind != MISSING && grace->kind != IS_NULL && *grace->from != '{') return 0;
  return grace_read(&out->grace_network_days, &times[0]) && grace_read(&out->grace_expiry_days, &times[1]) &&
         grace_read(&out->grace_lease_hours, &times[2]);
}

static int document_read(kept_document *out, const char *text, size_t size, const kept_trust *trust, byte *scratch) {
  char key_id[17] = "", signature_text[87] = "";
  byte signature[64];
  byte *payload = scratch + LINE_SIZE;
  const kept_key *key;
  size_t payload_size = 0, signature_size = 0;
  int version;
  slot slots[] = {TEXT("keyId", key_id), TEXT("signature", signature_text),
                  {"payload", NULL, 0, NULL, NULL, 0, MISSING, 0, NULL, NULL}};
  slots[2].out = (char *)payload;
  slots[2].room = KEPT_SCRATCH - LINE_SIZE;
  if (size > KEPT_MOST_BYTES) return KEPT_DOCUMENT_TOO_LARGE;
  if (!read_object((const byte *)text, size, 0, slots, COUNT(slots))) return KEPT_DOCUMENT_UNREADABLE;
  if (slots[0].kind != IS_TEXT || slots[1].kind != IS_TEXT || slots[2].kind != IS_TEXT || !is_hex(key_id, 16))
    return KEPT_DOCUMENT_UNREADABLE;
  if (!from_base64url(signature, 64, signature_text, slots[1].length, &signature_size) || signature_size != 64)
    return KEPT_DOCUMENT_UNREADABLE;
  if (!from_base64url(payload, slots[2].room, (const char *)payload, slots[2].length, &payload_size))
    return KEPT_DOCUMENT_UNREADABLE;
  key = key_of(trust, key_id);
  if (!key) return KEPT_DOCUMENT_KEY_UNKNOWN;
  memcpy(scratch, LINE, LINE_SIZE);
  for (version = 1; version <= 4; version++) {
    scratch[LINE_SIZE - 2] = (byte)('0' + version);
    if (is_signed(key->bytes, scratch, LINE_SIZE + payload_size, signature)) break;
  }
  if (version > 4) return KEPT_DOCUMENT_ALTERED;
  if (version > 2) return KEPT_DOCUMENT_VERSION;
  if (!fields_read(out, payload, payload_size, key_id, version)) return KEPT_DOCUMENT_FIELDS;
  if (trust->now != KEPT_NONE && out->issued_at > trust->now + trust->tolerance) return KEPT_DOCUMENT_FUTURE;
  return KEPT_OK;
}

int kept_document_read(kept_document *out, const char *text, size_t size, const kept_trust *trust,
                       unsigned char *scratch) {
  int code;
  if (!out || !text || !trust || !scratch) return KEPT_ARGUMENT;
  memset(out, 0, sizeof *out);
  code = document_read(out, text, size, trust, scratch);
  if (code != KEPT_OK) memset(out, 0, sizeof *out);
  return code;
}

static int verdict_of(const char *text) {
  static const char *const names[] = {"good", "deactivated", "revoked", "suspended", "expired", "held", "replaced"};
  size_t i;
  for (i = 0; i < COUNT(names); i++)
    if (strcmp(text, names[i]) == 0) return (int)i + KEPT_STATUS_GOOD;
  return 0;
}

/* Puts a text and a line feed behind; every text that comes here is shorter than 64 bytes. */
static size_t add_line(char *lines, size_t at, const char *text) {
  size_t length = strlen(text);
  memcpy(lines + at, text, length);
  lines[at + length] = '\n';
  return at + length + 1;
}

static int lower_equal(const char *given, const char *lower) {
  for (; *given && *lower; given++, lower++) {
    int c = *given >= 'A' && *given <= 'Z' ? *given - 'A' + 'a' : *given;
    if (c != *lower) return 0;
  }
  return *given == *lower;
}

static int status_read(kept_status *out, const char *text, size_t size, const char *nonce, const char *activation_id,
                       const kept_trust *trust) {
  char verdict[16] = "", checked[25] = "", said_nonce[72] = "", key_id[17] = "", signature_text[87] = "";
  char lines[512];
  byte signature[64];
  const kept_key *key;
  size_t signature_size = 0, at = 0, i;
  int64_t apart;
  slot slots[] = {TEXT("activationId", out->activation_id), TEXT("verdict", verdict), TEXT("checkedAt", checked),
                  TEXT("nonce", said_nonce), TEXT("keyId", key_id), TEXT("signature", signature_text),
                  TEXT("expiresOn", out->expires_on), TEXT("maintenanceUntil", out->maintenance_until)};
  if (size > KEPT_MOST_BYTES) return KEPT_ANSWER_TOO_LARGE;
  if (!read_object((const byte *)text, size, 0, slots, COUNT(slots))) return KEPT_ANSWER_FOREIGN;
  for (i = 0; i < 6; i++)
    if (!is_text(&slots[i])) return KEPT_ANSWER_FIELDS;
  out->verdict = verdict_of(verdict);
  out->checked_at = instant_of(checked);
  if (!out->verdict || out->checked_at == KEPT_NONE || !is_hex(key_id, 16)) return KEPT_ANSWER_FIELDS;
  if (!is_day_or_null(&slots[6]) || !is_day_or_null(&slots[7])) return KEPT_ANSWER_FIELDS;
  if (!from_base64url(signature, 64, signature_text, slots[5].length, &signature_size) || signature_size != 64)
    return KEPT_ANSWER_FIELDS;
  if (strcmp(said_nonce, nonce) != 0) return KEPT_ANSWER_REPLAYED;
  if (!lower_equal(activation_id, out->activation_id)) return KEPT_ANSWER_OTHER_ACTIVATION;
  key = key_of(trust, key_id);
  if (!key) return KEPT_ANSWER_KEY_UNKNOWN;
  at = add_line(lines, at, "kept-status-1");
  at = add_line(lines, at, said_nonce);
  at = add_line(lines, at, out->activation_id);
  at = add_line(lines, at, checked);
  at = add_line(lines, at, key_id);
  at = add_line(lines, at, verdict);
  at = add_line(lines, at, out->expires_on[0] ? out->expires_on : "-");
  at = add_line(lines, at, out->maintenance_until[0] ? out->maintenance_until : "-");
  if (!is_signed(key->bytes, (const byte *)lines, at, signature)) return KEPT_ANSWER_ALTERED;
  if (trust->now == KEPT_NONE) return KEPT_OK;
  apart = out->checked_at > trust->now ? out->checked_at - trust->now : trust->now - out->checked_at;
  return apart > trust->tolerance ? KEPT_ANSWER_TIME : KEPT_OK;
}

int kept_status_read(kept_status *out, const char *text, size_t size, const char *nonce, const char *activation_id,
                     const kept_trust *trust) {
  int code;
  if (!out || !text || !nonce || !activation_id || !trust) return KEPT_ARGUMENT;
  memset(out, 0, sizeof *out);
  code = status_read(out, text, size, nonce, activation_id, trust);
  if (code != KEPT_OK) memset(out, 0, sizeof *out);
  return code;
}

static int lease_verdict_of(const char *text) {
  static const char *const names[] = {"leased",   "borrowed", "returned", "full",      "deactivated",
                                      "revoked",  "replaced", "held",     "suspended", "expired"};
  size_t i;
  for (i = 0; i < COUNT(names); i++)
    if (strcmp(text, names[i]) == 0) return (int)i + KEPT_LEASE_LEASED;
  return 0;
}

/* The digits of a number; writes at most eleven characters. */
static const char *whole_digits(char *out, int32_t value) {
  char turned[12];
  size_t count = 0, i;
  if (value == 0) turned[count++] = '0';
  for (; value > 0; value /= 10) turned[count++] = (char)('0' + value % 10);
  for (i = 0; i < count; i++) out[i] = turned[count - 1 - i];
  out[count] = 0;
  return out;
}

/* The digits as they are signed; "-" for none. */
static const char *digits_of(char *out, int32_t value) { return value == 0 ? "-" : whole_digits(out, value); }

/* From 1 on, or null, which is 0; -1 for anything else. */
static int32_t count_or_null(const slot *found) {
  int32_t value = found->kind == IS_NULL ? 0 : count_of(found);
  return found->kind != IS_NULL && value == 0 ? -1 : value;
}

static int lease_read(kept_lease *out, const char *text, size_t size, const char *nonce, const char *activation_id,
                      const kept_trust *trust) {
  char verdict[16] = "", checked[25] = "", said_nonce[72] = "", key_id[17] = "", signature_text[87] = "", until[25] = "";
  char lines[512], seat[8], heartbeat[8];
  byte signature[64];
  const kept_key *key;
  size_t signature_size = 0, at = 0, i;
  int64_t apart;
  slot slots[] = {TEXT("activationId", out->activation_id), TEXT("verdict", verdict), TEXT("checkedAt", checked),
                  TEXT("nonce", said_nonce), TEXT("keyId", key_id), TEXT("signature", signature_text),
                  TEXT("leasedUntil", until), VALUE("seat", NULL, 0), VALUE("heartbeatSeconds", NULL, 0)};
  if (size > KEPT_MOST_BYTES) return KEPT_ANSWER_TOO_LARGE;
  if (!read_object((const byte *)text, size, 0, slots, COUNT(slots))) return KEPT_ANSWER_FOREIGN;
  for (i = 0; i < 6; i++)
    if (!is_text(&slots[i])) return KEPT_ANSWER_FIELDS;
  out->verdict = lease_verdict_of(verdict);
  out->checked_at = instant_of(checked);
  if (!out->verdict || out->checked_at == KEPT_NONE || !is_hex(key_id, 16)) return KEPT_ANSWER_FIELDS;
  if (slots[6].kind == IS_TEXT) out->leased_until = instant_of(until);
  else if (slots[6].kind != IS_NULL) return KEPT_ANSWER_FIELDS;
  out->seat = count_or_null(&slots[7]);
  out->heartbeat_seconds = count_or_null(&slots[8]);
  if (out->leased_until == KEPT_NONE || out->seat < 0 || out->heartbeat_seconds < 0) return KEPT_ANSWER_FIELDS;
  if (out->verdict <= KEPT_LEASE_BORROWED && (slots[6].kind == IS_NULL || out->seat == 0 || out->heartbeat_seconds == 0))
    return KEPT_ANSWER_FIELDS;
  if (!from_base64url(signature, 64, signature_text, slots[5].length, &signature_size) || signature_size != 64)
    return KEPT_ANSWER_FIELDS;
  if (strcmp(said_nonce, nonce) != 0) return KEPT_ANSWER_REPLAYED;
  if (!lower_equal(activation_id, out->activation_id)) return KEPT_ANSWER_OTHER_ACTIVATION;
  key = key_of(trust, key_id);
  if (!key) return KEPT_ANSWER_KEY_UNKNOWN;
  at = add_line(lines, at, "kept-lease-1");
  at = add_line(lines, at, said_nonce);
  at = add_line(lines, at, out->activation_id);
  at = add_line(lines, at, checked);
  at = add_line(lines, at, key_id);
  at = add_line(lines, at, verdict);
  at = add_line(lines, at, digits_of(seat, out->seat));
  at = add_line(lines, at, until[0] ? until : "-");
  at = add_line(lines, at, digits_of(heartbeat, out->heartbeat_seconds));
  if (!is_signed(key->bytes, (const byte *)lines, at, signature)) return KEPT_ANSWER_ALTERED;
  if (trust->now == KEPT_NONE) return KEPT_OK;
  apart = out->checked_at > trust->now ? out->checked_at - trust->now : trust->now - out->checked_at;
  return apart > trust->tolerance ? KEPT_ANSWER_TIME : KEPT_OK;
}

int kept_lease_read(kept_lease *out, const char *text, size_t size, const char *nonce, const char *activation_id,
                    const kept_trust *trust) {
  int code;
  if (!out || !text || !nonce || !activation_id || !trust) return KEPT_ARGUMENT;
  memset(out, 0, sizeof *out);
  code = lease_read(out, text, size, nonce, activation_id, trust);
  if (code != KEPT_OK) memset(out, 0, sizeof *out);
  return code;
}

/* ---- the decision: the same as in sdk/decision.ts ---- */

static int meter_verdict_of(const char *text) {
  static const char *const names[] = {"counted",  "used up", "deactivated", "revoked",
                                      "replaced", "held",    "suspended",   "expired"};
  size_t i;
  for (i = 0; i < COUNT(names); i++)
    if (strcmp(text, names[i]) == 0) return (int)i + KEPT_METER_COUNTED;
  return 0;
}

#define MOST_USES 999999999

static int meter_read(kept_meter *out, const char *text, size_t size, const char *nonce, const char *activation_id,
                      const char *feature, const char *counter, const kept_trust *trust) {
  char verdict[16] = "", checked[25] = "", said_nonce[72] = "", key_id[17] = "", signature_text[87] = "";
  char lines[768], total[12], used[12], cap[12];
  byte signature[64];
  const kept_key *key;
  size_t signature_size = 0, at = 0, i;
  int64_t apart;
  slot slots[] = {TEXT("activationId", out->activation_id), TEXT("verdict", verdict), TEXT("checkedAt", checked),
                  TEXT("nonce", said_nonce), TEXT("keyId", key_id), TEXT("signature", signature_text),
                  TEXT("feature", out->feature), TEXT("counter", out->counter), TEXT("resetsOn", out->resets_on),
                  VALUE("total", NULL, 0), VALUE("used", NULL, 0), VALUE("cap", NULL, 0)};
  if (size > KEPT_MOST_BYTES) return KEPT_ANSWER_TOO_LARGE;
  if (!read_object((const byte *)text, size, 0, slots, COUNT(slots))) return KEPT_ANSWER_FOREIGN;
  for (i = 0; i < 8; i++)
    if (!is_text(&slots[i])) return KEPT_ANSWER_FIELDS;
  out->verdict = meter_verdict_of(verdict);
  out->checked_at = instant_of(checked);
  if (!out->verdict || out->checked_at == KEPT_NONE || !is_hex(key_id, 16)) return KEPT_ANSWER_FIELDS;
  if (!is_day_or_null(&slots[8])) return KEPT_ANSWER_FIELDS;
  out->total = whole_of(&slots[9], MOST_USES);
  out->used = whole_of(&slots[10], MOST_USES);
  out->cap = slots[11].kind == IS_NULL ? -1 : whole_of(&slots[11], MOST_USES);
  if (out->total < 0 || out->used < 0 || (out->cap < 0 && slots[11].kind != IS_NULL)) return KEPT_ANSWER_FIELDS;
  if (!from_base64url(signature, 64, signature_text, slots[5].length, &signature_size) || signature_size != 64)
    return KEPT_ANSWER_FIELDS;
  if (strcmp(said_nonce, nonce) != 0 || strcmp(out->feature, feature) != 0 || strcmp(out->counter, counter) != 0)
    return KEPT_ANSWER_REPLAYED;
  if (!lower_equal(activation_id, out->activation_id)) return KEPT_ANSWER_OTHER_ACTIVATION;
  key = key_of(trust, key_id);
  if (!key) return KEPT_ANSWER_KEY_UNKNOWN;
  at = add_line(lines, at, "kept-meter-1");
  at = add_line(lines, at, said_nonce);
  at = add_line(lines, at, out->activation_id);
  at = add_line(lines, at, checked);
  at = add_line(lines, at, key_id);
  at = add_line(lines, at, verdict);
  at = add_line(lines, at, out->feature);
  at = add_line(lines, at, out->counter);
  at = add_line(lines, at, whole_digits(total, out->total));
  at = add_line(lines, at, whole_digits(used, out->used));
  at = add_line(lines, at, out->cap < 0 ? "-" : whole_digits(cap, out->cap));
  at = add_line(lines, at, out->resets_on[0] ? out->resets_on : "-");
  if (!is_signed(key->bytes, (const byte *)lines, at, signature)) return KEPT_ANSWER_ALTERED;
  if (trust->now == KEPT_NONE) return KEPT_OK;
  apart = out->checked_at > trust->now ? out->checked_at - trust->now : trust->now - out->checked_at;
  return apart > trust->tolerance ? KEPT_ANSWER_TIME : KEPT_OK;
}

int kept_meter_read(kept_meter *out, const char *text, size_t size, const char *nonce, const char *activation_id,
                    const char *feature, const char *counter, const kept_trust *trust) {
  int code;
  if (!out || !text || !nonce || !activation_id || !feature || !counter || !trust) return KEPT_ARGUMENT;
  memset(out, 0, sizeof *out);
  code = meter_read(out, text, size, nonce, activation_id, feature, counter, trust);
  if (code != KEPT_OK) memset(out, 0, sizeof *out);
  return code;
}

static int64_t later(int64_t a, int64_t b) { return a > b ? a : b; }

static void says(kept_verdict *out, int run, int code, int64_t until) {
  out->run = run;
  out->code = code;
  out->until = until;
}

static int includes(const kept_document *document, const char *feature) {
  int32_t i;
  if (document->feature_count < 0) return 1;
  for (i = 0; i < document->feature_count; i++)
    if (strcmp(document->features[i], feature) == 0) return 1;
  return 0;
}

/* Why the program may not run, whatever the time; 0 where it may. */
static int refused(const kept_facts *facts) {
  const kept_document *document = facts->document;
  const kept_status *status = facts->status;
  const char *until;
  if (!document) return KEPT_NO_LICENCE;
  if (strcmp(document->product, facts->product) != 0) return KEPT_OTHER_PRODUCT;
  if (document->machine[0] && (!facts->machine || strcmp(document->machine, facts->machine) != 0))
    return KEPT_OTHER_MACHINE;
  if (facts->feature && !includes(document, facts->feature)) return KEPT_FEATURE_MISSING;
  if (status && status->verdict == KEPT_STATUS_REVOKED) return KEPT_REVOKED;
  if (status && status->verdict == KEPT_STATUS_REPLACED) return KEPT_REPLACED;
  if (status && status->verdict == KEPT_STATUS_HELD) return KEPT_ON_HOLD;
  if (status && status->verdict == KEPT_STATUS_SUSPENDED) return KEPT_SUSPENDED;
  if (status && status->verdict == KEPT_STATUS_DEACTIVATED) return KEPT_DEACTIVATED;
  until = status ? status->maintenance_until : document->maintenance_until;
  return until[0] && strcmp(facts->built_on, until) > 0 ? KEPT_RELEASE_TOO_NEW : 0;
}

/* A licence without an end does not need a clock. */
static void in_time(kept_verdict *out, const kept_facts *facts) {
  const kept_document *document = facts->document;
  const kept_lease *lease = facts->lease && facts->lease->verdict <= KEPT_LEASE_BORROWED ? facts->lease : NULL;
  const char *expires_on = facts->status ? facts->status->expires_on : document->expires_on;
  int64_t answered = facts->status ? facts->status->checked_at : document->issued_at;
  int64_t confirmed = lease ? later(answered, lease->checked_at) : answered;
  int64_t network_days = document->grace_network_days < 0 ? facts->network_days : document->grace_network_days;
  int64_t expiry_days = document->grace_expiry_days < 0 ? facts->expiry_days : document->grace_expiry_days;
  int64_t lease_hours = document->grace_lease_hours < 0 ? facts->lease_hours : document->grace_lease_hours;
  int64_t seen = later(later(facts->last_seen, confirmed), day_of(facts->built_on));
  int64_t at = later(facts->now, seen);
  int64_t never = INT64_MAX;
  /* The day has ended everywhere on earth. */
  int64_t expires = expires_on[0] ? day_of(expires_on) + DAY_MS + DAY_MS / 2 : never;
  int64_t lapses = expires == never ? never : expires + expiry_days * DAY_MS;
  int64_t network = network_days * DAY_MS;
  int64_t connect_by = network_days < 0 ? never : confirmed + network;
  int64_t leased = !document->floating ? never : lease ? lease->leased_until : 0;
  int64_t lease_lost = leased == never || leased == 0 ? leased : leased + lease_hours * HOUR_MS;
  int64_t ends = lapses < connect_by ? lapses : connect_by;
  int64_t until = ends < lease_lost ? ends : lease_lost;
  int went_back = facts->now < seen - facts->clock_tolerance;
  if (until == never) says(out, 1, went_back ? KEPT_RUNS_CLOCK_BACK : KEPT_OK, KEPT_NONE);
  else if (at >= lapses) says(out, 0, KEPT_EXPIRED, KEPT_NONE);
  else if (went_back) says(out, 0, KEPT_CLOCK_BACK, KEPT_NONE);
  else if (at >= connect_by) says(out, 0, KEPT_PLEASE_CONNECT, KEPT_NONE);
  else if (at >= lease_lost) says(out, 0, KEPT_NO_SEAT, KEPT_NONE);
  else if (at >= expires) says(out, 1, KEPT_RUNS_THOUGH_EXPIRED, until);
  else if (at >= leased) says(out, 1, KEPT_RUNS_WITHOUT_SEAT, until);
  else if (connect_by != never && at >= confirmed + network / 2) says(out, 1, KEPT_RUNS_UNTIL_CONNECTED, until);
  else says(out, 1, KEPT_OK, until);
}

void kept_may_run(kept_verdict *out, const kept_facts *facts) {
  int code;
  if (!facts->product || !facts->built_on || day_of(facts->built_on) == KEPT_NONE) {
    says(out, 0, KEPT_ARGUMENT, KEPT_NONE);
    return;
  }
  code = refused(facts);
  if (code) says(out, 0, code, KEPT_NONE);
  else in_time(out, facts);
}

void kept_keep_running(kept_verdict *verdict, int program_allowed, int feature_allowed) {
  if (verdict->run || !(program_allowed || feature_allowed)) return;
  if (verdict->code == KEPT_FEATURE_MISSING && !feature_allowed) return;
  says(verdict, 1, KEPT_RUNS_THIS_SESSION, KEPT_NONE);
}

/* ---- requests ---- */

int kept_machine(char *out, const char *fingerprint) {
  byte digest[32];
  if (!out || !fingerprint || !sha256(digest, fingerprint, strlen(fingerprint))) return KEPT_ARGUMENT;
  to_hex(out, digest, 32);
  return KEPT_OK;
}

int kept_nonce(char *out) {
  byte bytes[16];
  size_t i;
  if (!out || !random_bytes(bytes, sizeof bytes)) return KEPT_ARGUMENT;
  /* 128 bits in 22 digits of 6; the last has 2 of them. */
  for (i = 0; i < 22; i++) {
    size_t bit = i * 6, at = bit / 8;
    unsigned pair = (unsigned)bytes[at] << 8 | (at + 1 < sizeof bytes ? bytes[at + 1] : 0U);
    out[i] = alphabet[pair >> (10 - bit % 8) & 63];
  }
  out[22] = 0;
  return KEPT_OK;
}

typedef struct writer {
  char *out;
  size_t room, at;
  int failed;
} writer;

static void add(writer *to, const char *text, size_t length) {
  if (to->failed || length >= to->room - to->at) {
    to->failed = 1;
    return;
  }
  memcpy(to->out + to->at, text, length);
  to->at += length;
  to->out[to->at] = 0;
}

static void add_text(writer *to, const char *text) { add(to, text, strlen(text)); }

static void add_json(writer *to, const char *text) {
  const byte *at = (const byte *)text, *end = at + strlen(text);
  add_text(to, "\"");
  while (at < end) {
    size_t length = utf8_length(at, end);
    if (length == 0) to->failed = 1;
    if (to->failed) return;
    if (*at < 0x20) {
      char escape[7] = "\\u00";
      to_hex(escape + 4, at, 1);
      add_text(to, escape);
    } else {
      if (*at == '"' || *at == '\\') add_text(to, "\\");
      add(to, (const char *)at, length);
    }
    at += length;
  }
  add_text(to, "\"");
}

static void add_member(writer *to, const char *name, const char *value) {
  if (!value) return;
  if (to->at > 1) add_text(to, ",");
  add_json(to, name);
  add_text(to, ":");
  add_json(to, value);
}

size_t kept_activation_body(char *out, size_t room, const kept_activation *activation) {
  writer to = {NULL, 0, 0, 0};
  size_t i;
  if (!out || room == 0 || !activation) return 0;
  to.out = out;
  to.room = room;
  add_text(&to, "{");
  for (i = 0; i < activation->field_count; i++)
    add_member(&to, activation->fields[i].name, activation->fields[i].value);
  add_member(&to, "serial", activation->serial);
  add_member(&to, "notice", activation->notice);
  add_member(&to, "machine", activation->fingerprint);
  add_member(&to, "machineKind", activation->machine_kind);
  add_member(&to, "releaseId", activation->release_id);
  if (activation->part_count > 0) {
    writer inner;
    add_text(&to, to.at > 1 ? ",\"parts\":{" : "\"parts\":{");
    inner = to;
    if (!to.failed) {
      /* Its own beginning, so that the first member has no comma before it. */
      inner.out = to.out + to.at - 1;
      inner.room = to.room - to.at + 1;
      inner.at = 1;
      for (i = 0; i < activation->part_count; i++)
        add_member(&inner, activation->parts[i].name, activation->parts[i].value);
      to.failed = inner.failed;
      to.at += inner.at - 1;
    }
    add_text(&to, "}");
  }
  add_text(&to, activation->marketing ? ",\"marketing\":true}" : ",\"marketing\":false}");
  return to.failed ? 0 : to.at;
}

static int sent(kept_http http, void *context, const kept_request *request, kept_response *response) {
  int code;
  response->status = 0;
  response->body_size = 0;
  code = http(context, request, response);
  if (code != KEPT_OK) return code;
  return response->body_size > response->body_room ? KEPT_ANSWER_TOO_LARGE : KEPT_OK;
}

/* A part of a path: letters, digits, hyphens. */
static int is_plain(const char *text) {
  size_t i;
  for (i = 0; text[i]; i++)
    if (digit64((byte)text[i]) < 0) return 0;
  return i > 0 && i < 64;
}

int kept_check(kept_status *out, const char *activation_id, const kept_trust *trust, char *nonce, kept_http http,
               void *context, kept_response *response) {
  char path[192];
  kept_request request = {"GET", NULL, NULL, NULL, 0};
  kept_trust anytime;
  writer to = {NULL, sizeof path, 0, 0};
  int code;
  if (!out || !activation_id || !trust || !nonce || !http || !response || !is_plain(activation_id)) return KEPT_ARGUMENT;
  memset(out, 0, sizeof *out);
  code = kept_nonce(nonce);
  if (code != KEPT_OK) return code;
  to.out = path;
  add_text(&to, "/api/v1/activations/");
  add_text(&to, activation_id);
  add_text(&to, "?nonce=");
  add_text(&to, nonce);
  request.path = path;
  code = sent(http, context, &request, response);
  if (code != KEPT_OK) return code;
  if (response->status != 200) return kept_refusal_read(response->status, response->body, response->body_size, NULL, 0);
  /* A fresh nonce says that it was signed just now, however wrong the clock here is. */
  anytime = *trust;
  anytime.now = KEPT_NONE;
  return kept_status_read(out, response->body, response->body_size, nonce, activation_id, &anytime);
}

/* Asks for a lease or its return, and verifies the answer, whatever it says. */
static int lease_exchange(kept_lease *out, const char *what, const char *activation_id, const char *fingerprint,
                          int32_t borrow_days, const kept_trust *trust, char *nonce, kept_http http, void *context,
                          kept_response *response) {
  char path[128], body[1024], days[8];
  kept_request request = {"POST", NULL, NULL, NULL, 0};
  kept_trust anytime = *trust;
  writer to = {NULL, sizeof path, 0, 0}, told = {NULL, sizeof body, 0, 0};
  int code = kept_nonce(nonce);
  if (code != KEPT_OK) return code;
  to.out = path;
  add_text(&to, "/api/v1/activations/");
  add_text(&to, activation_id);
  add_text(&to, what);
  told.out = body;
  add_text(&told, "{");
  add_member(&told, "machine", fingerprint);
  add_member(&told, "nonce", nonce);
  if (borrow_days > 0) add_text(&told, ",\"borrowDays\":");
  if (borrow_days > 0) add_text(&told, digits_of(days, borrow_days));
  add_text(&told, "}");
  if (told.failed) return KEPT_ARGUMENT;
  request.path = path;
  request.body = body;
  request.body_size = told.at;
  code = sent(http, context, &request, response);
  if (code != KEPT_OK) return code;
  if (response->status != 200) return kept_refusal_read(response->status, response->body, response->body_size, NULL, 0);
  anytime.now = KEPT_NONE;
  return kept_lease_read(out, response->body, response->body_size, nonce, activation_id, &anytime);
}

int kept_lease_seat(kept_lease *out, const char *activation_id, const char *fingerprint, int32_t borrow_days,
                    const kept_trust *trust, char *nonce, kept_http http, void *context, kept_response *response) {
  static const int codes[] = {KEPT_OK,      KEPT_OK,       KEPT_NO_SEAT, KEPT_SEATS_BUSY, KEPT_DEACTIVATED,
                              KEPT_REVOKED, KEPT_REPLACED, KEPT_ON_HOLD, KEPT_SUSPENDED,  KEPT_EXPIRED};
  int code;
  if (!out || !activation_id || !fingerprint || !trust || !nonce || !http || !response || !is_plain(activation_id) ||
      borrow_days < 0 || borrow_days > 999999)
    return KEPT_ARGUMENT;
  memset(out, 0, sizeof *out);
  code = lease_exchange(out, "/lease", activation_id, fingerprint, borrow_days, trust, nonce, http, context, response);
  return code == KEPT_OK ? codes[out->verdict - KEPT_LEASE_LEASED] : code;
}

int kept_return_seat(const char *activation_id, const char *fingerprint, const kept_trust *trust, kept_http http,
                     void *context, kept_response *response) {
  kept_lease answer;
  char nonce[KEPT_NONCE_SIZE];
  int code;
  if (!activation_id || !fingerprint || !trust || !http || !response || !is_plain(activation_id)) return KEPT_ARGUMENT;
  code = lease_exchange(&answer, "/return", activation_id, fingerprint, 0, trust, nonce, http, context, response);
  if (code != KEPT_OK) return code;
  return answer.verdict == KEPT_LEASE_RETURNED ? KEPT_OK : KEPT_ANSWER_FIELDS;
}

static int use_exchange(kept_meter *out, const char *activation_id, const char *fingerprint, const kept_use *use,
                        const kept_trust *trust, kept_http http, void *context, kept_response *response) {
  char path[128], body[1024], digits[12], nonce[KEPT_NONCE_SIZE];
  kept_request request = {"POST", NULL, NULL, NULL, 0};
  kept_trust anytime = *trust;
  writer to = {NULL, sizeof path, 0, 0}, told = {NULL, sizeof body, 0, 0};
  int code = kept_nonce(nonce);
  if (code != KEPT_OK) return code;
  to.out = path;
  add_text(&to, "/api/v1/activations/");
  add_text(&to, activation_id);
  add_text(&to, "/use");
  told.out = body;
  add_text(&told, "{");
  add_member(&told, "machine", fingerprint);
  add_member(&told, "nonce", nonce);
  add_member(&told, "feature", use->feature);
  add_member(&told, "counter", use->counter);
  add_member(&told, "day", use->day);
  add_text(&told, ",\"total\":");
  add_text(&told, whole_digits(digits, use->total));
  add_text(&told, ",\"to\":");
  add_text(&told, whole_digits(digits, use->to));
  add_text(&told, "}");
  if (told.failed) return KEPT_ARGUMENT;
  request.path = path;
  request.body = body;
  request.body_size = told.at;
  code = sent(http, context, &request, response);
  if (code != KEPT_OK) return code;
  if (response->status != 200) return kept_refusal_read(response->status, response->body, response->body_size, NULL, 0);
  anytime.now = KEPT_NONE;
  return kept_meter_read(out, response->body, response->body_size, nonce, activation_id, use->feature, use->counter,
                         &anytime);
}

int kept_meter_use(kept_meter *out, const char *activation_id, const char *fingerprint, const kept_use *use,
                   const kept_trust *trust, kept_http http, void *context, kept_response *response) {
  static const int codes[] = {KEPT_OK,       KEPT_METER_USED_UP, KEPT_DEACTIVATED, KEPT_REVOKED,
                              KEPT_REPLACED, KEPT_ON_HOLD,       KEPT_SUSPENDED,   KEPT_EXPIRED};
  int code;
  if (!out || !activation_id || !fingerprint || !use || !use->feature || !use->counter || !use->day || !trust || !http ||
      !response || !is_plain(activation_id) || use->total < 0 || use->to < use->total || use->to > MOST_USES)
    return KEPT_ARGUMENT;
  memset(out, 0, sizeof *out);
  code = use_exchange(out, activation_id, fingerprint, use, trust, http, context, response);
  return code == KEPT_OK ? codes[out->verdict - KEPT_METER_COUNTED] : code;
}

int kept_activate(kept_document *out, const kept_activation *activation, const kept_trust *trust,
                  const kept_buffers *buffers, kept_http http, void *context, kept_response *response) {
  kept_request request = {"POST", "/api/v1/activations", NULL, NULL, 0};
  kept_trust anytime;
  char machine[65];
  slot licence = {"licence", NULL, 0, NULL, NULL, 0, MISSING, 0, NULL, NULL};
  size_t size;
  int code;
  if (!out || !activation || !trust || !buffers || !http || !response) return KEPT_ARGUMENT;
  memset(out, 0, sizeof *out);
  if (!activation->serial || !activation->notice || !activation->fingerprint || !activation->idempotency_key)
    return KEPT_ARGUMENT;
  code = kept_machine(machine, activation->fingerprint);
  if (code != KEPT_OK) return code;
  request.body_size = kept_activation_body(buffers->request, buffers->request_room, activation);
  if (request.body_size == 0) return KEPT_BUFFER_TOO_SMALL;
  request.body = buffers->request;
  request.idempotency_key = activation->idempotency_key;
  code = sent(http, context, &request, response);
  if (code != KEPT_OK) return code;
  if (response->status != 201) return kept_refusal_read(response->status, response->body, response->body_size, NULL, 0);
  if (!read_object((const byte *)response->body, response->body_size, 0, &licence, 1) || licence.kind != IS_OTHER)
    return KEPT_ANSWER_FOREIGN;
  size = (size_t)(licence.to - licence.from);
  if (size >= buffers->licence_room) return KEPT_BUFFER_TOO_SMALL;
  memcpy(buffers->licence, licence.from, size);
  buffers->licence[size] = 0;
  anytime = *trust;
  anytime.now = KEPT_NONE;
  code = kept_document_read(out, buffers->licence, size, &anytime, buffers->scratch);
  if (code == KEPT_OK && strcmp(out->machine, machine) != 0) {
    memset(out, 0, sizeof *out);
    code = KEPT_ANSWER_REPLAYED;
  }
  return code;
}

int kept_registration_schema(const char *release_id, kept_http http, void *context, kept_response *response) {
  char path[128];
  kept_request request = {"GET", NULL, NULL, NULL, 0};
  writer to = {NULL, sizeof path, 0, 0};
  int code;
  if (!http || !response || (release_id && !is_plain(release_id))) return KEPT_ARGUMENT;
  to.out = path;
  add_text(&to, "/api/v1/registration-schema");
  if (release_id) add_text(&to, "?release=");
  if (release_id) add_text(&to, release_id);
  request.path = path;
  code = sent(http, context, &request, response);
  if (code != KEPT_OK) return code;
  if (response->status != 200) return kept_refusal_read(response->status, response->body, response->body_size, NULL, 0);
  return read_object((const byte *)response->body, response->body_size, 0, NULL, 0) ? KEPT_OK : KEPT_ANSWER_FOREIGN;
}

static int number_of(const char *name) {
  static const struct {
    const char *name;
    int code;
  } known[] = {{"KEPT_SERIAL_MALFORMED", KEPT_SERIAL_MALFORMED}, {"KEPT_SERIAL_UNKNOWN", KEPT_SERIAL_UNKNOWN},
               {"KEPT_SEATS_USED_UP", KEPT_SEATS_USED_UP}, {"KEPT_LICENCE_EXPIRED", KEPT_LICENCE_EXPIRED},
               {"KEPT_LICENCE_SUSPENDED", KEPT_LICENCE_SUSPENDED}, {"KEPT_LICENCE_REVOKED", KEPT_LICENCE_REVOKED},
               {"KEPT_NOTICE_CHANGED", KEPT_NOTICE_CHANGED}, {"KEPT_VENDOR_UNKNOWN_YET", KEPT_NOT_READY},
               {"KEPT_ACTIVATION_UNKNOWN", KEPT_ACTIVATION_UNKNOWN}, {"KEPT_INVALID", KEPT_FORM_FAULTY},
               {"KEPT_IDEMPOTENCY_MISMATCH", KEPT_SENT_OTHERWISE}, {"KEPT_LICENCE_ON_HOLD", KEPT_LICENCE_ON_HOLD},
               {"KEPT_LICENCE_REPLACED", KEPT_LICENCE_REPLACED},
               {"KEPT_PROOF_UNKNOWN", KEPT_PROOF_UNKNOWN}, {"KEPT_SWAPS_USED_UP", KEPT_SWAPS_USED_UP},
               {"KEPT_NOT_METERED", KEPT_NOT_METERED},
               {"KEPT_MACHINE_REFUSED", KEPT_MACHINE_REFUSED},
               {"KEPT_NOT_FLOATING", KEPT_NOT_FLOATING}, {"KEPT_NOT_LENT", KEPT_NOT_LENT},
               {"KEPT_LENT_SHORTER", KEPT_LENT_SHORTER},
               {"KEPT_REGISTRANT_NEEDED", KEPT_REGISTRANT_NEEDED},
               {"KEPT_LICENCE_OF_SCHOOL", KEPT_LICENCE_OF_SCHOOL},
               {"KEPT_AGE_SCREEN_NEEDED", KEPT_AGE_SCREEN_NEEDED},
               {"KEPT_AGE_SCREEN_REFUSED", KEPT_AGE_SCREEN_REFUSED},
               {"KEPT_BIRTH_DATE_UNREADABLE", KEPT_BIRTH_DATE_UNREADABLE},
               {"KEPT_LABEL_MALFORMED", KEPT_LABEL_MALFORMED},
               {"KEPT_LABEL_UNKNOWN", KEPT_LABEL_UNKNOWN},
               {"KEPT_LABEL_IN_USE", KEPT_LABEL_IN_USE}};
  size_t i;
  for (i = 0; i < COUNT(known); i++)
    if (strcmp(name, known[i].name) == 0) return known[i].code;
  return 0;
}

int kept_refusal_read(int32_t status, const char *text, size_t size, char *reseller, size_t room) {
  char name[64] = "", nowhere[1];
  slot facts[] = {{"reseller", NULL, 0, NULL, NULL, 0, MISSING, 0, NULL, NULL}};
  slot error[] = {TEXT("code", name), {"facts", NULL, 0, NULL, facts, 1, MISSING, 0, NULL, NULL}};
  slot answer[] = {{"error", NULL, 0, NULL, error, 2, MISSING, 0, NULL, NULL}};
  int busy = status == 429 || (status >= 500 && status != 511);
  int known;
  facts[0].out = reseller && room ? reseller : nowhere;
  facts[0].room = reseller && room ? room : 1;
  facts[0].out[0] = 0;
  if (!text || size > KEPT_MOST_BYTES || !read_object((const byte *)text, size, 0, answer, 1) || error[0].kind != IS_TEXT) {
    facts[0].out[0] = 0;
    return busy ? KEPT_SERVER_BUSY : KEPT_ANSWER_FOREIGN;
  }
  if (facts[0].kind != IS_TEXT) facts[0].out[0] = 0;
  known = number_of(name);
  if (known) return known;
  return busy ? KEPT_SERVER_BUSY : KEPT_REFUSED;
}
