#include "stemmers/language.h"

#include <unicode/utf8.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <mutex>
#include <optional>

#include "stemmers/compounds.h"
#include "stemmers/families.h"
#include "stemmers/folding.h"
#include "stemmers/respelling.h"
#include "stemmers/romanised.h"
#include "stemmers/tokeniser.h"

namespace pramen::stemmers {
namespace {

// Count up with every change of code that gives the same text other terms.
constexpr int rules_version = 3;

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
}

bool disjoint(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::none_of(a, [&](const std::string& x) { return std::ranges::find(b, x) != b.end(); });
}

bool fits_a_term(const Word& word) {
  const auto fits = [](const std::string& form) { return !form.empty() && form.size() <= max_word_bytes; };
  return fits(word.exact) && std::ranges::all_of(word.lemmas, fits) && std::ranges::all_of(word.folded, fits) &&
         std::ranges::all_of(word.families, fits) &&
         std::ranges::all_of(word.parts, [&](const Part& part) { return std::ranges::all_of(part.folded, fits); });
}

std::vector<std::string> decoded(const std::vector<Letters>& words) {
  std::vector<std::string> made;
  for (const Letters& word : words) add_once(made, decode(word));
  return made;
}

std::vector<std::string> decoded_without_marks(const std::vector<Letters>& words) {
  std::vector<std::string> made;
  for (const Letters& word : words) add_once(made, decode(without_marks(word)));
  return made;
}

// The words met lately by this thread: sets of a few places each, in which a
// newcomer takes an empty one or the last, and a word that is met again moves up.
class WordCache {
 public:
  // nullptr: not there.
  const std::shared_ptr<const Word>* find(std::uint64_t owner, std::string_view key, std::size_t hash) {
    Place* const places = set(hash);
    for (std::size_t i = 0; i < ways; ++i) {
      if (places[i].hash != hash || places[i].owner != owner || places[i].key != key) continue;
      if (i == 0) return &places[0].word;
      std::swap(places[i], places[i - 1]);
      return &places[i - 1].word;
    }
    return nullptr;
  }
  void keep(std::uint64_t owner, std::string_view key, std::size_t hash, std::shared_ptr<const Word> word) {
    Place* const places = set(hash);
    std::size_t i = 0;
    while (i + 1 < ways && places[i].word != nullptr) ++i;
    places[i] = {hash, owner, std::string(key), std::move(word)};
  }

  static constexpr std::size_t longest_key = 48;  // bytes; longer words are rare

 private:
  static constexpr std::size_t sets = 1 << 13, ways = 4;
  struct Place {
    std::size_t hash = 0;
    std::uint64_t owner = 0;
    std::string key;
    std::shared_ptr<const Word> word;
  };
  Place* set(std::size_t hash) { return &places_[hash % sets * ways]; }

  std::vector<Place> places_ = std::vector<Place>(sets * ways);
};

WordCache& word_cache() {
  thread_local WordCache cache;
  return cache;
}

std::uint64_t next_owner() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}

// Where every letter of a word's encoded form lies in the word as written; empty
// where the two do not run side by side.
std::vector<std::uint32_t> letter_offsets(std::string_view surface, std::size_t letters) {
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t at = 0; at < surface.size();) {
    int32_t next = static_cast<int32_t>(at);
    U8_FWD_1(surface.data(), next, static_cast<int32_t>(surface.size()));
    const std::size_t count = encode(fold_case(surface.substr(at, static_cast<std::size_t>(next) - at))).size();
    offsets.insert(offsets.end(), count, at);
    at = static_cast<std::uint32_t>(next);
  }
  if (offsets.size() != letters) return {};
  offsets.push_back(static_cast<std::uint32_t>(surface.size()));
  return offsets;
}

}  // namespace

class Language::Implementation {
 public:
  explicit Implementation(Pack pack)
      : pack_(std::move(pack)),
        lemmatiser_(pack_),
        compounds_(pack_, lemmatiser_),
        tokeniser_(pack_.code, pack_.group_separator) {}

  const Pack& pack() const { return pack_; }
  const Lemmatiser& lemmatiser() const { return lemmatiser_; }
  const Romanised& romanised() const { return romanised_; }

  std::vector<Token> analyse(std::string_view text, Side side) const {
    thread_local std::vector<Span> spans;
    spans.clear();
    tokeniser_.split(text, spans);
    std::vector<Token> tokens;
    tokens.reserve(spans.size());
    for (const Span& span : spans) {
      std::shared_ptr<const Word> word = cached(text.substr(span.begin, span.end - span.begin), span, side);
      if (!fits_a_term(*word)) continue;
      tokens.push_back({span.begin, span.end, static_cast<std::uint32_t>(tokens.size()), std::move(word)});
    }
    return tokens;
  }

  void split(std::string_view text, std::vector<Span>& spans) const { tokeniser_.split(text, spans); }

  std::string exact_form(std::string_view surface, const Span& span) const {
    std::string exact = span.kind == SpanKind::word ? exact_word(surface).exact : normalised(surface, span.kind);
    if (exact.size() > max_word_bytes) exact.clear();
    return exact;
  }

  Word indexed(std::string_view form) const {
    std::vector<Span> spans;
    tokeniser_.split(form, spans);
    Span span = {.begin = 0, .end = static_cast<std::uint32_t>(form.size())};  // sro, of s.r.o.
    if (spans.size() == 1 && spans[0].end - spans[0].begin == form.size()) span = spans[0];
    span.before_hyphen = true;
    Word word = make(form, span, Side::index);
    word.exact = form;
    const auto too_long = [](const std::string& text) { return text.empty() || text.size() > max_word_bytes; };
    std::erase_if(word.lemmas, too_long);
    std::erase_if(word.folded, too_long);
    std::erase_if(word.families, too_long);
    for (Part& part : word.parts) std::erase_if(part.folded, too_long);
    return word;
  }

  BaseForms base_forms(const Letters& letters, bool typed_without_marks) const {
    return typed_without_marks ? lemmatiser_.folded(letters) : lemmatiser_.lemmas(letters);
  }

  std::vector<std::string> base_forms_of_list_word(std::string_view word, bool typed_without_marks) const {
    const std::uint64_t owner = owner_ << 8 | list_word | static_cast<std::uint64_t>(typed_without_marks);
    return remembered(owner, word,
                      [&] {
                        const std::string exact = typed_without_marks ? fold_marks(word) : fold_case(word);
                        Word made;
                        made.lemmas = list_word_lemmas(exact, typed_without_marks);
                        return made;
                      })
        ->lemmas;
  }

 private:
  std::vector<std::string> list_word_lemmas(const std::string& exact, bool typed_without_marks) const {
    Letters letters = encode(exact);
    if (letters.empty()) return {exact};
    if (auto clean = unmixed(letters)) letters = std::move(*clean);
    const BaseForms found = base_forms(letters, typed_without_marks);
    if (found.how <= Knowledge::table && !pack_.cyrillic) return decoded(found.lemmas);
    const auto meant = respelt(letters);
    if (meant.empty()) return decoded(found.lemmas);
    return decoded(base_forms(meant.front(), !lemmatiser_.knows(meant.front())).lemmas);
  }

  std::vector<Letters> respelt(const Letters& letters) const {
    return respellings(pack_, lemmatiser_, letters, compounds_);
  }
  std::optional<Letters> unmixed(const Letters& letters) const {
    return stemmers::unmixed(pack_, lemmatiser_, letters);
  }

  std::shared_ptr<const Word> cached(std::string_view surface, const Span& span, Side side) const {
    // What else decides how a word is read is part of who owns the entry.
    const std::uint64_t owner = owner_ << 8 | static_cast<std::uint64_t>(span.kind) << 2 |
                                static_cast<std::uint64_t>(span.before_hyphen) << 1 |
                                static_cast<std::uint64_t>(side == Side::query);
    return remembered(owner, surface, [&] { return make(surface, span, side); });
  }

  template <typename Make>
  static std::shared_ptr<const Word> remembered(std::uint64_t owner, std::string_view key, const Make& make) {
    if (key.size() > WordCache::longest_key) return std::make_shared<const Word>(make());
    const std::size_t hash = std::hash<std::string_view>{}(key) + owner;
    WordCache& cache = word_cache();
    if (const auto* found = cache.find(owner, key, hash)) return *found;
    auto word = std::make_shared<const Word>(make());
    cache.keep(owner, key, hash, word);
    return word;
  }

  Word make(std::string_view surface, const Span& span, Side side) const {
    if (span.kind == SpanKind::word) return plain_word(surface, span.before_hyphen, side);
    Word word;
    word.exact = normalised(surface, span.kind);
    for (const Span& part : tokeniser_.parts(surface, span.kind)) {
      const std::string_view inner = surface.substr(part.begin, part.end - part.begin);
      const std::shared_ptr<const Word> read = cached(inner, {}, side);
      word.parts.push_back({part.begin, part.end, read->exact, read->folded});
    }
    word.lemmas = {word.exact};
    if (span.kind == SpanKind::joined && word.parts.size() == 1 && word.exact[1] == '-') {
      // e-mailom bends like mailom.
      word.lemmas.clear();
      const std::shared_ptr<const Word> bent = cached(surface.substr(word.parts[0].begin), {}, side);
      for (const std::string& lemma : bent->lemmas) word.lemmas.push_back(word.exact.substr(0, 2) + lemma);
    }
    for (const std::string& lemma : word.lemmas) add_once(word.folded, fold_marks(lemma));
    word.marked = fold_marks(word.exact) != word.exact;
    word.stop = pack_.is_stop_word(word.exact);
    return word;
  }

  // § 5 as §5, 20 000 as 20000, s.r.o as sro, http://www.example.sk/ as example.sk.
  std::string normalised(std::string_view surface, SpanKind kind) const {
    std::string text = fold_case(surface);
    const auto drop = [&](std::string_view characters) {
      std::erase_if(text, [&](char c) { return characters.find(c) != std::string_view::npos; });
    };
    switch (kind) {
      case SpanKind::initials: drop("."); break;
      case SpanKind::number:
        // Compatibility folding has made every kind of space a plain one.
        drop(" ");
        if (pack_.group_separator != '\0') drop_group_separators(text);
        break;
      case SpanKind::section: drop(" \t"); break;
      case SpanKind::address:
        if (const std::size_t scheme = text.find("://"); scheme != std::string::npos) text.erase(0, scheme + 3);
        if (text.starts_with("www.") && text.size() > 4) text.erase(0, 4);
        if (text.ends_with('/') && text.size() > 1) text.pop_back();
        break;
      case SpanKind::word:
      case SpanKind::joined: break;
    }
    return text;
  }

  void drop_group_separators(std::string& number) const {
    // Groups of three from the first separator on; another sign ends them.
    std::size_t at = number.find(pack_.group_separator);
    if (at == std::string::npos || at == 0 || at > 3) return;
    const auto group = [&](std::size_t from) {
      return from + 4 <= number.size() && number[from] == pack_.group_separator &&
             std::ranges::all_of(number.substr(from + 1, 3), [](char c) { return c >= '0' && c <= '9'; }) &&
             (from + 4 == number.size() || number[from + 4] < '0' || number[from + 4] > '9');
    };
    while (group(at)) {
      number.erase(at, 1);
      at += 3;
    }
  }

  // A plain word in lower case, and its letters before and after letters of
  // another script among them were put right.
  struct ExactWord {
    std::string exact;
    Letters written, letters;
  };
  ExactWord exact_word(std::string_view surface) const {
    ExactWord word;
    word.exact = fold_case(surface);
    word.written = encode(word.exact);
    word.letters = word.written;
    if (auto clean = unmixed(word.written)) {
      word.letters = std::move(*clean);
      word.exact = decode(word.letters);
    }
    return word;
  }

  Word plain_word(std::string_view surface, bool before_hyphen, Side side) const {
    Word word;
    auto [exact, written, letters] = exact_word(surface);
    word.exact = std::move(exact);
    const std::string folded_exact = fold_marks(word.exact);
    word.marked = folded_exact != word.exact;
    word.stop = pack_.is_stop_word(word.exact);
    if (letters.empty()) {
      word.lemmas = {word.exact};
      word.folded = {folded_exact};
      return word;
    }
    BaseForms found = base_forms(letters, false);
    if (before_hyphen) {
      if (auto combined = combining_form(letters)) found.lemmas.insert(found.lemmas.begin(), std::move(*combined));
    }
    word.how = found.how;
    word.lemmas = decoded(found.lemmas);
    word.folded = decoded_without_marks(found.lemmas);
    if (!word.marked) add_unlike(word);
    add_unmarked_readings(written, side, word);
    add_parts(surface, letters, word);
    if (side == Side::query) add_respellings(letters, word);
    for (const std::string& lemma : word.folded) {
      if (Letters family = family_of(pack_, encode(lemma)); !family.empty()) add_once(word.families, decode(family));
    }
    return word;
  }

  // A word of `not_stop` is not meant as the stop word that it looks like.
  void add_unlike(Word& word) const {
    for (const std::string& lemma : word.lemmas) {
      const auto found = pack_.not_stop.find(lemma);
      if (found == pack_.not_stop.end()) continue;
      for (const std::string& stop : found->second) {
        if (std::ranges::find(word.lemmas, stop) == word.lemmas.end()) add_once(word.unlike, stop);
      }
    }
  }

  // The first half of a double adjective: the ending before the hyphen stands for
  // the adjective's own.
  std::optional<Letters> combining_form(const Letters& letters) const {
    for (const auto& [ending, becomes] : pack_.combining) {
      if (!letters.ends_with(ending)) continue;
      Letters whole = letters.substr(0, letters.size() - ending.size()) + becomes;
      if (lemmatiser_.knows(whole)) return whole;
    }
    return std::nullopt;
  }

  // Documents keep their marks and queries may come without: both sides take
  // care that a word typed without marks meets its own document.
  void add_unmarked_readings(const Letters& letters, Side side, Word& word) const {
    const bool guessed = word.how >= Knowledge::rules;
    if (side == Side::query ? word.marked : !word.marked && !guessed) return;
    Letters plain = without_marks(letters);
    if (auto clean = unmixed(plain)) plain = std::move(*clean);
    const std::vector<std::string> unmarked = decoded_without_marks(base_forms(plain, true).lemmas);
    if (side == Side::index && word.marked && !disjoint(word.folded, unmarked)) return;  // they meet
    if (side == Side::query && guessed) word.folded.clear();                             // not a word as it stands
    for (const std::string& lemma : unmarked) add_once(word.folded, lemma);
    if (side == Side::query) add_marked_spellings(plain, guessed, word);
  }

  // The forms a query's word without marks stands for, as documents write them.
  void add_marked_spellings(const Letters& plain, bool guessed, Word& word) const {
    std::vector<std::string> lemmas;
    for (const Letters& form : lemmatiser_.marked_forms(plain)) {
      const std::vector<Letters> bases = base_forms(form, false).lemmas;
      if (!disjoint(decoded(bases), word.unlike)) continue;
      if (disjoint(decoded_without_marks(bases), word.folded)) continue;  // too rare a reading
      if (decode(form) != word.exact) add_once(word.spellings, decode(form));
      for (const Letters& base : bases) add_once(lemmas, decode(base));
    }
    if (guessed && !lemmas.empty()) word.lemmas.clear();
    for (std::string& lemma : lemmas) add_once(word.lemmas, std::move(lemma));
  }

  // What the query's word may have been meant as is searched beside it: the
  // word itself may stand in a document and only be unknown to the tables.
  void add_respellings(const Letters& letters, Word& word) const {
    const std::vector<Letters> meant = respelt(letters);
    if (meant.empty()) return;
    if (word.how >= Knowledge::rules) word.lemmas = {word.exact};  // a guessed base form helps nobody
    for (const Letters& reading : meant) {
      word.understood.push_back(decode(reading));
      for (const Letters& lemma : base_forms(reading, !lemmatiser_.knows(reading)).lemmas) {
        add_once(word.lemmas, decode(lemma));
        add_once(word.folded, decode(without_marks(lemma)));
      }
    }
    word.stop = word.stop || pack_.is_stop_word(word.understood.front());
  }

  void add_parts(std::string_view surface, const Letters& letters, Word& word) const {
    const std::vector<CompoundPart> parts = compounds_.split(letters);
    if (parts.empty()) return;
    const std::vector<std::uint32_t> offsets = letter_offsets(surface, letters.size());
    if (offsets.empty()) return;
    for (const CompoundPart& part : parts) {
      std::vector<Letters> bases = {part.base};
      if (part.end == letters.size()) {  // the last part bends
        for (Letters& lemma : lemmatiser_.lemmas(letters.substr(part.begin)).lemmas) bases.push_back(std::move(lemma));
      }
      word.parts.push_back({offsets[part.begin], offsets[part.end], decode(part.base), decoded_without_marks(bases)});
    }
  }

  // Entries of the cache for words of lists; above all kinds of spans.
  static constexpr std::uint64_t list_word = 0x80;

  const Pack pack_;
  const Lemmatiser lemmatiser_;
  const Compounds compounds_;
  const Tokeniser tokeniser_;
  const Romanised romanised_{pack_.romanisation};
  const std::uint64_t owner_ = next_owner();
};

Language::Language(Pack pack) : own_(std::make_unique<const Implementation>(std::move(pack))) {}
Language::~Language() = default;

const std::string& Language::code() const { return own_->pack().code; }
const std::string& Language::name() const { return own_->pack().name; }
bool Language::knows_unmarked(std::string_view word) const {
  const Letters letters = encode(fold_marks(word));
  return !letters.empty() && own_->lemmatiser().knows_unmarked(letters);
}

bool Language::is_stop_word(std::string_view exact_form) const {
  return own_->pack().is_stop_word(std::string(exact_form));
}

std::vector<std::string> Language::romanised(std::string_view exact_form) const {
  return own_->romanised().spellings(exact_form);
}

const std::string& Language::fingerprint() const { return own_->pack().fingerprint; }

std::span<const std::uint32_t> Language::ngrams() const {
  for (const WeighedTable& t : own_->pack().tables) {
    if (!t.table->ngrams.empty()) return t.table->ngrams;
  }
  return {};
}

void Language::split(std::string_view text, std::vector<Span>& spans) const { own_->split(text, spans); }
std::string Language::exact_form(std::string_view surface, const Span& span) const {
  return own_->exact_form(surface, span);
}
Word Language::indexed(std::string_view exact_form) const { return own_->indexed(exact_form); }

std::vector<Token> Language::analyse(std::string_view text, Side side) const { return own_->analyse(text, side); }

bool Language::knows(std::string_view word) const {
  const Letters letters = encode(fold_case(word));
  return !letters.empty() && own_->lemmatiser().knows(letters);
}

std::vector<std::string> Language::lemmas(std::string_view word, bool typed_without_marks) const {
  return own_->base_forms_of_list_word(word, typed_without_marks);
}

namespace {

// What is open is shared: a generation that is opened beside another reads no pack, and finds words analysed already.
class OpenLanguages {
 public:
  std::shared_ptr<const Language> get(const std::filesystem::path& pack) {
    {
      const std::scoped_lock lock(mutex_);
      if (auto open = languages_[pack].lock()) return open;
    }
    auto read = std::make_shared<const Language>(load_pack(pack));
    const std::scoped_lock lock(mutex_);
    languages_[pack] = read;
    return read;
  }

 private:
  std::mutex mutex_;
  std::map<std::filesystem::path, std::weak_ptr<const Language>> languages_;
};

std::shared_ptr<const Language> without_pack(const std::string& code) {
  Pack bare;
  bare.code = bare.name = code;
  return std::make_shared<const Language>(std::move(bare));
}

// Packs are read at the same time: each takes some milliseconds.
std::vector<std::shared_ptr<const Language>> load(std::span<const std::string> wanted) {
  static OpenLanguages open;
  const std::filesystem::path folder = packs_folder();
  const std::vector<std::string> packs = pack_codes(folder);
  std::vector<std::future<std::shared_ptr<const Language>>> loading;
  for (const std::string& code : wanted) {
    const bool known = std::ranges::find(packs, code) != packs.end();
    loading.push_back(std::async(known ? std::launch::async : std::launch::deferred, [&folder, &code, known] {
      return known ? open.get(folder / code) : without_pack(code);
    }));
  }
  std::vector<std::shared_ptr<const Language>> languages;
  for (auto& one : loading) languages.push_back(one.get());
  return languages;
}

}  // namespace

Languages::Languages() : languages_(load(pack_codes(packs_folder()))) {}

Languages::Languages(std::span<const std::string> codes) : languages_(load(codes)) {}

Languages::~Languages() = default;
Languages::Languages(Languages&&) noexcept = default;
Languages& Languages::operator=(Languages&&) noexcept = default;

const Language* Languages::find(std::string_view code) const {
  const auto found = std::ranges::find_if(languages_, [&](const auto& language) { return language->code() == code; });
  return found == languages_.end() ? nullptr : found->get();
}

std::string Languages::fingerprint() const {
  std::string made = "languages " + std::to_string(rules_version) + ", ICU " + U_ICU_VERSION;
  for (const auto& language : languages_) made += ", " + language->code() + " " + language->fingerprint();
  return made;
}

}  // namespace pramen::stemmers
