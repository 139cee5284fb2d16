#include "stemmers/tokeniser.h"

#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace pramen::stemmers {
namespace {

enum class Kind : std::uint8_t { other, letter, digit, space, apostrophe, hyphen, joiner, section, unusual };

constexpr char32_t table_end = 0x530;

// Characters outside of the table that offices use; the rest is unusual.
Kind kind_beyond_table(char32_t c) {
  if ((c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000) return Kind::space;
  if (c == 0x2018 || c == 0x2019) return Kind::apostrophe;
  if (c == 0x2010 || c == 0x2011) return Kind::hyphen;
  if (c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF) return Kind::joiner;
  if ((c >= 0x2012 && c <= 0x206F) || (c >= 0x20A0 && c <= 0x20CF) || c == 0x200B) return Kind::other;
  return Kind::unusual;
}

const std::array<Kind, table_end>& kinds() {
  static const std::array<Kind, table_end> table = [] {
    std::array<Kind, table_end> made{};
    for (UChar32 c = 0; c < static_cast<UChar32>(table_end); ++c) {
      Kind& kind = made[static_cast<std::size_t>(c)];
      const int32_t brk = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
      if (brk == U_WB_ALETTER || c == U'_') kind = Kind::letter;
      if (brk == U_WB_NUMERIC) kind = Kind::digit;
      if (u_isUWhiteSpace(c)) kind = Kind::space;
      // Marks and letters of other scripts; modifiers have rules of their own.
      if (brk == U_WB_EXTEND || brk == U_WB_HEBREW_LETTER || brk == U_WB_KATAKANA || (c >= 0x2B0 && c < 0x370)) {
        kind = Kind::unusual;
      }
    }
    made[U'\''] = Kind::apostrophe;
    made[U'-'] = Kind::hyphen;
    made[0xAD] = Kind::joiner;  // soft hyphen
    made[0xA7] = Kind::section;
    made[0xB7] = Kind::unusual;  // the middle dot joins letters in Catalan
    return made;
  }();
  return table;
}

bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_alnum(char c) { return ascii_letter(c) || ascii_digit(c); }
bool address_character(char c) {
  return ascii_alnum(c) || std::string_view("._%+-@/:?=&#~").find(c) != std::string_view::npos;
}

struct Character {
  Kind kind = Kind::other;
  std::uint32_t bytes = 0;  // 0: the text is over
};

class Scanner {
 public:
  Scanner(std::string_view text, char group_separator, std::vector<Span>& spans)
      : text_(text), group_separator_(group_separator), spans_(spans) {}

  // Reads on until the text ends (false) or something unusual begins at at() (true).
  bool scan() {
    while (at_ < size()) {
      const Character c = character(at_);
      switch (c.kind) {
        case Kind::letter:
        case Kind::digit:
          if (!scan_word()) return true;
          break;
        case Kind::section:
          at_ += c.bytes;
          scan_section();
          break;
        case Kind::unusual: return true;
        default: at_ += c.bytes;
      }
    }
    return false;
  }

  std::uint32_t at() const { return at_; }
  void move_to(std::uint32_t at) { at_ = at; }

  Character character(std::uint32_t at) const {
    if (at >= size()) return {};
    const auto first = static_cast<unsigned char>(text_[at]);
    if (first < 0x80) return {kinds()[first], 1};
    int32_t i = static_cast<int32_t>(at);
    UChar32 c;
    U8_NEXT(text_.data(), i, static_cast<int32_t>(size()), c);
    const auto bytes = static_cast<std::uint32_t>(i) - at;
    if (c < 0) return {Kind::other, bytes};  // invalid: like a full stop
    const auto code = static_cast<char32_t>(c);
    return {code < table_end ? kinds()[code] : kind_beyond_table(code), bytes};
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  char byte(std::uint32_t at) const { return at < size() ? text_[at] : '\0'; }

  struct Run {
    std::uint32_t end = 0;
    std::uint32_t letters = 0, digits = 0;  // letters: without joiners and apostrophes
    bool unusual = false;                   // it ends at something ICU must judge
  };

  // Letters, digits and joiners, and apostrophes between two letters.
  Run run(std::uint32_t from) const {
    Run r{.end = from};
    bool after_letter = false;
    for (;;) {
      const Character c = character(r.end);
      if (c.bytes == 0) return r;
      if (c.kind == Kind::letter || c.kind == Kind::digit) {
        after_letter = c.kind == Kind::letter;
        ++(after_letter ? r.letters : r.digits);
      } else if (c.kind == Kind::apostrophe) {
        if (!after_letter || character(r.end + c.bytes).kind != Kind::letter) return r;
      } else if (c.kind == Kind::unusual) {
        r.unusual = true;
        return r;
      } else if (c.kind != Kind::joiner) {
        return r;
      }
      r.end += c.bytes;
    }
  }

  void add(std::uint32_t begin, std::uint32_t end, SpanKind kind, bool before_hyphen = false) {
    spans_.push_back({begin, end, kind, before_hyphen});
    at_ = end;
  }

  // False: the word runs into something unusual.
  bool scan_word() {
    const std::uint32_t begin = at_;
    const Run r = run(begin);
    if (r.unusual) return false;
    if (r.letters == 0) {
      scan_number(begin, r);
      return true;
    }
    const char next = byte(r.end);
    if (next == ' ' || next == '\0') {
      add(begin, r.end, SpanKind::word);
      return true;
    }
    if (scan_address(begin) || scan_initials(begin, r)) return true;
    if (next == '+' || next == '#') {
      if (scan_plus(begin, r)) return true;
    }
    const Character hyphen = character(r.end);
    if (hyphen.kind == Kind::hyphen) return scan_hyphen(begin, r, hyphen.bytes);
    add(begin, r.end, SpanKind::word);
    return true;
  }

  bool scan_hyphen(std::uint32_t begin, const Run& r, std::uint32_t hyphen_bytes) {
    const Run behind = run(r.end + hyphen_bytes);
    if (behind.unusual) {
      add(begin, r.end, SpanKind::word, true);
      return true;
    }
    const bool hyphen_before = begin > 0 && text_[begin - 1] == '-';
    const bool numbered = behind.digits > 0 && behind.letters == 0;                                 // COVID-19
    const bool lettered = r.letters == 1 && r.digits == 0 && behind.letters > 1 && !hyphen_before;  // e-mail
    if ((numbered && !hyphen_before) || lettered) {
      add(begin, behind.end, SpanKind::joined);
    } else {
      add(begin, r.end, SpanKind::word, behind.letters > 0);
    }
    return true;
  }

  // C++, C#, ESF+.
  bool scan_plus(std::uint32_t begin, const Run& r) {
    std::uint32_t end = r.end;
    if (byte(end) == '#') {
      if (r.letters != 1 || r.digits != 0) return false;
      ++end;
    } else {
      while (byte(end) == '+' && end < r.end + 2) ++end;
    }
    const Character next = character(end);
    if (byte(end) == '+' || byte(end) == '#' || next.kind == Kind::letter || next.kind == Kind::digit) return false;
    add(begin, end, SpanKind::joined);
    return true;
  }

  // s.r.o., a.s., e.g.: single letters with full stops between them.
  bool scan_initials(std::uint32_t begin, const Run& first) {
    if (first.letters != 1 || first.digits != 0) return false;
    std::uint32_t end = first.end;
    std::size_t letters = 1;
    while (byte(end) == '.') {
      const Run next = run(end + 1);
      if (next.letters != 1 || next.digits != 0 || next.unusual) break;
      end = next.end;
      ++letters;
    }
    // "a.slovo" is two words, not initials and a rest.
    if (letters < 2 || (byte(end) == '.' && character(end + 1).kind == Kind::letter)) return false;
    add(begin, end, SpanKind::initials);
    return true;
  }

  // www.example.sk/path, https://…, name@example.sk; never the full stop behind.
  bool scan_address(std::uint32_t begin) {
    std::uint32_t end = begin;
    while (end < size() && address_character(text_[end])) ++end;
    const Character next = character(end);
    if (next.kind == Kind::letter || next.kind == Kind::unusual) return false;  // žilina.sk is read as words
    while (end > begin && !ascii_alnum(text_[end - 1]) && text_[end - 1] != '/') --end;
    const std::string_view text = text_.substr(begin, end - begin);
    if (!is_address(text)) return false;
    add(begin, end, SpanKind::address);
    return true;
  }

  static bool is_host(std::string_view host) {
    std::size_t labels = 0;
    while (true) {
      const std::size_t dot = host.find('.');
      const std::string_view label = host.substr(0, dot);
      if (label.empty() || !std::ranges::all_of(label, [](char c) { return ascii_alnum(c) || c == '-'; })) return false;
      ++labels;
      if (dot == std::string_view::npos) {
        return labels > 1 && label.size() >= 2 && label.size() <= 10 && std::ranges::all_of(label, ascii_letter);
      }
      host.remove_prefix(dot + 1);
    }
  }

  static bool is_address(std::string_view text) {
    if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos) {
      return scheme > 0 && std::ranges::all_of(text.substr(0, scheme), ascii_letter) && text.size() > scheme + 3;
    }
    if (const std::size_t sign = text.find('@'); sign != std::string_view::npos) {
      return sign > 0 && is_host(text.substr(sign + 1));
    }
    const std::string_view host = text.substr(0, text.find_first_of("/?#:"));
    if (!is_host(host)) return false;
    if (host.starts_with("www.")) return true;
    // Without www. only endings that are never the next sentence's first word.
    static constexpr std::array<std::string_view, 22> endings = {"sk", "cz",  "hu",  "bg",  "at",   "de",  "eu",  "lv",
                                                                 "mt", "com", "org", "net", "info", "gov", "edu", "int",
                                                                 "ch", "pl",  "uk",  "io",  "biz",  "coop"};
    const std::string_view ending = host.substr(host.rfind('.') + 1);
    return std::ranges::find(endings, ending) != endings.end() &&
           std::ranges::none_of(host, [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  void scan_section() {
    std::uint32_t at = at_;
    const std::uint32_t begin = at_ - 2;  // the section mark has two bytes
    for (Character c = character(at); c.kind == Kind::space && byte(at) != '\n'; c = character(at)) at += c.bytes;
    if (character(at).kind != Kind::digit) return;
    const Run number = run(at);
    if (number.unusual || number.letters > 2) return;
    add(begin, number.end, SpanKind::section);
  }

  // Three digits and no more.
  bool group_at(std::uint32_t at) const {
    return ascii_digit(byte(at)) && ascii_digit(byte(at + 1)) && ascii_digit(byte(at + 2)) &&
           character(at + 3).kind != Kind::digit;
  }

  void scan_number(std::uint32_t begin, const Run& first) {
    std::uint32_t end = first.end;
    if (first.digits <= 3) {
      // 20 000 with any space; 20.000 or 20,000 where the language writes so.
      const Character c = character(end);
      const bool space = c.kind == Kind::space && byte(end) != '\n' && byte(end) != '\t';
      const bool sign = group_separator_ != '\0' && byte(end) == group_separator_;
      const std::string_view separator = text_.substr(end, c.bytes);
      while ((space || sign) && text_.substr(end, separator.size()) == separator &&
             group_at(end + static_cast<std::uint32_t>(separator.size()))) {
        end += static_cast<std::uint32_t>(separator.size()) + 3;
      }
    }
    bool slash = false;
    for (;;) {
      const char sign = byte(end);
      if ((sign != '.' && sign != ',' && sign != '/') || character(end + 1).kind != Kind::digit) break;
      const Run next = run(end + 1);
      if (next.unusual || next.letters > 2) break;
      slash = slash || sign == '/';
      end = next.end;
    }
    add(begin, end, slash ? SpanKind::joined : SpanKind::number);
  }

  std::string_view text_;
  char group_separator_;
  std::vector<Span>& spans_;
  std::uint32_t at_ = 0;
};

}  // namespace

Tokeniser::Tokeniser(const std::string& language, char group_separator) : group_separator_(group_separator) {
  UErrorCode status = U_ZERO_ERROR;
  words_.reset(icu::BreakIterator::createWordInstance(icu::Locale(language.c_str()), status));
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU cannot break words: ") + u_errorName(status));
}

void Tokeniser::split(std::string_view text, std::vector<Span>& spans) const {
  Scanner scanner(text, group_separator_, spans);
  std::unique_ptr<icu::BreakIterator> breaks;
  while (scanner.scan()) {
    // From here to the next space it is ICU's.
    const std::uint32_t begin = scanner.at();
    std::uint32_t end = begin;
    for (Character c = scanner.character(end); c.bytes > 0 && c.kind != Kind::space; c = scanner.character(end)) {
      end += c.bytes;
    }
    UErrorCode status = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text.data() + begin, end - begin, &status);
    if (breaks == nullptr) breaks.reset(words_->clone());
    breaks->setText(&view, status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU cannot read a text: ") + u_errorName(status));
    for (int32_t from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE;
         from = to, to = breaks->next()) {
      if (breaks->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;  // spaces and punctuation
      spans.push_back({begin + static_cast<std::uint32_t>(from), begin + static_cast<std::uint32_t>(to)});
    }
    utext_close(&view);
    scanner.move_to(end);
  }
}

std::vector<Span> Tokeniser::parts(std::string_view surface, SpanKind kind) const {
  std::vector<Span> found;
  if (kind != SpanKind::joined && kind != SpanKind::address && kind != SpanKind::section) return found;
  std::vector<Span> none;
  const Scanner scanner(surface, '\0', none);
  std::uint32_t begin = 0, at = 0;
  const auto close = [&] {
    const std::string_view word = surface.substr(begin, at - begin);
    const bool scheme = kind == SpanKind::address && (word == "http" || word == "https" || word == "www");
    const bool single_letter = word.size() == 1 && !ascii_digit(word[0]);
    if (!word.empty() && !scheme && !single_letter) found.push_back({begin, at});
  };
  for (Character c = scanner.character(at); c.bytes > 0; c = scanner.character(at)) {
    const bool in_word = c.kind == Kind::letter || c.kind == Kind::digit || c.kind == Kind::joiner;
    if (!in_word) close();
    at += c.bytes;
    if (!in_word) begin = at;
  }
  close();
  return found;
}

}  // namespace pramen::stemmers
