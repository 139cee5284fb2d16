#include "indexer/names.h"

#include <algorithm>
#include <bit>
#include <set>
#include <tuple>

#include "corpus/record.h"
#include "stemmers/folding.h"

namespace pramen::indexer {
namespace {

using stemmers::NameWord;

// The first of `begin`..`end` for which `before` does not hold.
template <typename Before>
std::uint32_t first_not(std::uint32_t begin, std::uint32_t end, const Before& before) {
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (before(middle))
      begin = middle + 1;
    else
      end = middle;
  }
  return begin;
}

std::vector<std::vector<std::uint8_t>> ranks_of_languages(const corpus::Schema& schema) {
  std::vector<std::vector<std::uint8_t>> ranks;
  for (const std::string& reader : schema.languages()) {
    const std::vector<std::string_view> order = corpus::reading_order(reader);
    std::vector<std::uint8_t>& rank = ranks.emplace_back();
    for (const std::string& lang : schema.languages())
      rank.push_back(static_cast<std::uint8_t>(std::ranges::find(order, std::string_view(lang)) - order.begin()));
  }
  ranks.emplace_back(schema.languages().size(), std::uint8_t{0});
  return ranks;
}

// How a typed text fits a name.
struct Fit {
  bool unmarked = false;   // marks were typed that the name does not have
  bool romanised = false;  // some of it only in Latin letters
  bool later = false;      // its first word does not begin the name
  bool disorder = false;
  std::uint8_t partial = 0;  // how many of its words only begin one of the name's
};

struct Candidate {
  std::uint64_t rank = 0;
  std::uint32_t unit = 0, name = 0;
  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

// The best units of a group, each by its best name.
class Best {
 public:
  bool takes(const Candidate& one) const { return count_ < most_suggested || one < best_[count_ - 1]; }
  void offer(const Candidate& one) {
    if (!takes(one)) return;
    Candidate* const end = best_.data() + count_;
    Candidate* gone = std::find_if(best_.data(), end, [&](const Candidate& had) { return had.unit == one.unit; });
    if (gone != end && *gone <= one) return;
    if (gone == end && count_ < most_suggested) ++count_;
    if (gone == best_.data() + most_suggested) --gone;  // the last one
    Candidate* const place = std::upper_bound(best_.data(), gone, one);
    std::move_backward(place, gone, gone + 1);
    *place = one;
  }
  BestNames take(std::uint32_t total) const {
    BestNames taken{.total = total, .count = count_};
    for (std::uint32_t i = 0; i < count_; ++i) taken.names[i] = best_[i].name;
    return taken;
  }

 private:
  std::uint32_t count_ = 0;
  std::array<Candidate, most_suggested> best_{};
};

}  // namespace

Names::Names(const std::filesystem::path& file, const corpus::Schema& schema, std::string_view expected_hash)
    : sections_(file, expected_hash),
      groups_(schema.kinds().size() + 1),
      ranks_(ranks_of_languages(schema)),
      words_{sections_.numbers<std::uint32_t>("word_at"), sections_.bytes("word")},
      marked_{sections_.numbers<std::uint32_t>("marked_at"), sections_.bytes("marked")},
      texts_{sections_.numbers<std::uint32_t>("text_at"), sections_.bytes("text")},
      best_{sections_.numbers<std::uint32_t>("best_at"), sections_.bytes("best")},
      entry_at_(sections_.numbers<std::uint32_t>("entry_at")),
      entries_(sections_.numbers<NameEntry>("entry")),
      name_word_at_(sections_.numbers<std::uint32_t>("name_word_at")),
      name_words_(sections_.numbers<std::uint32_t>("name_word")),
      rows_(sections_.numbers<std::uint32_t>("row")),
      best_totals_(sections_.numbers<std::uint32_t>("best_total")),
      best_list_at_(sections_.numbers<std::uint32_t>("best_list_at")),
      best_lists_(sections_.numbers<std::uint32_t>("best_list")),
      set_of_(sections_.numbers<std::uint32_t>("set_of")),
      sets_(sections_.numbers<std::uint64_t>("set")),
      names_(sections_.numbers<Name>("name")) {
  // Neither can be more than there are names.
  const auto read = [&](std::string_view section) {
    const auto numbers = sections_.numbers<std::uint32_t>(section);
    return numbers.empty() ? 0 : std::min(numbers.front(), static_cast<std::uint32_t>(names_.size()));
  };
  units_ = read("units");
  record_names_ = read("record_names");
}

// What is being found for one typed text, for one reader or several.
class Names::Search {
 public:
  // `ranks`: of languages, by reader.
  Search(const Names& names, std::span<const std::vector<std::uint8_t>> ranks)
      : names_(names),
        ranks_(ranks),
        totals_(names.groups_),
        best_(ranks.size() * names.groups_),
        seen_(names.units_ / 64 + 1) {}

  void add_one_word(const Beginning& typed) {
    for (std::uint32_t word = typed.words.begin; word < typed.words.end; ++word) {
      Fit fit{.unmarked = !names_.has_marks(word, *typed.typed),
              .partial = static_cast<std::uint8_t>(word >= typed.whole_end ? 1 : 0)};
      for (const NameEntry entry : names_.entries({word, word + 1})) {
        fit.later = entry.is_later();
        fit.romanised = entry.is_romanised();
        if (const Name* name = counted(entry.name())) offer(*name, entry.name(), fit);
      }
    }
  }

  // By the sets alone where each typed word has one, else the names that the rarest word leads to, if they have
  // the others too.
  void add_all_words(std::span<const Beginning> typed) {
    const Fit least = least_fit(typed);
    if (std::ranges::none_of(typed, [](const Beginning& one) { return one.set.empty(); }) && in_one_script(typed)) {
      add_from_sets(typed, least);
      add_forms(typed, least);
      return;
    }
    const auto rarest = std::ranges::min_element(typed, {}, &Beginning::entries);
    const std::span<const NameEntry> entries = names_.entries(rarest->words);
    const bool pass_single = common_words(typed).size() == 0;
    const auto may_fit = [&](const NameEntry entry) {
      return !(pass_single && entry.is_only_word()) && is_in_sets(entry.name(), typed);
    };
    constexpr std::size_t ahead = 12;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i + ahead < entries.size() && may_fit(entries[i + ahead])) names_.prefetch(entries[i + ahead].name());
      if (may_fit(entries[i]) && has_all(names_.words_of(entries[i].name()), typed))
        add(entries[i].name(), typed, least);
    }
  }

  std::vector<BestNames> take(std::size_t reader) const {
    std::vector<BestNames> taken;
    for (std::size_t group = 0; group < totals_.size(); ++group)
      taken.push_back(best_[reader * totals_.size() + group].take(totals_[group]));
    return taken;
  }

 private:
  // Ascending, so that names are read as they lie.
  void add_from_sets(std::span<const Beginning> typed, const Fit& least) {
    const std::size_t words = typed.front().set.size();
    for (std::size_t i = 0; i < words; ++i) {
      std::uint64_t fitting = typed.front().set[i];
      for (const Beginning& one : typed.subspan(1)) fitting &= one.set[i];
      for (; fitting != 0; fitting &= fitting - 1)
        add(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(fitting))), typed, least);
    }
  }

  // A name that has all words; they are read only if it may be one of the best.
  void add(std::uint32_t number, std::span<const Beginning> typed, const Fit& least) {
    const Name* name = counted(number);
    if (name != nullptr && is_wanted(*name, number, least))
      offer(*name, number, fit_of(names_.words_of(number), typed));
  }

  // Names that are not of records.
  void add_forms(std::span<const Beginning> typed, const Fit& least) {
    for (const std::uint32_t number : names_.forms_of_several_words()) {
      if (has_all(names_.words_of(number), typed)) add(number, typed, least);
    }
    for (const NameEntry entry : names_.entries(common_words(typed))) {
      if (entry.name() >= names_.record_names_) add(entry.name(), typed, least);
    }
  }

  // Else one could begin a word of Cyrillic script and another the same word in Latin letters.
  static bool in_one_script(std::span<const Beginning> typed) {
    const auto plain = [](const Beginning& one) { return static_cast<unsigned char>(one.typed->folded[0]) < 0x80; };
    return std::ranges::all_of(typed, plain) || std::ranges::none_of(typed, plain);
  }

  // Those that begin with all that was typed.
  static Range common_words(std::span<const Beginning> typed) {
    const auto begin = std::ranges::max(typed, {}, [](const Beginning& one) { return one.words.begin; }).words.begin;
    const auto end = std::ranges::min(typed, {}, [](const Beginning& one) { return one.words.end; }).words.end;
    return {begin, std::max(begin, end)};
  }

  // Names that are not of records are in every set.
  bool is_in_sets(std::uint32_t name, std::span<const Beginning> typed) const {
    if (name >= names_.record_names_) return true;
    return std::ranges::all_of(
        typed, [&](const Beginning& one) { return one.set.empty() || (one.set[name / 64] >> name % 64 & 1) != 0; });
  }

  static bool has_all(std::span<const std::uint32_t> words, std::span<const Beginning> typed) {
    return std::ranges::all_of(typed, [&](const Beginning& wanted) {
      return std::ranges::any_of(words, [&](std::uint32_t word) { return wanted.has(word >> 1); });
    });
  }

  // `words`, numbers << 1 | romanised, have all that was typed.
  Fit fit_of(std::span<const std::uint32_t> words, std::span<const Beginning> typed) const {
    Fit fit;
    std::size_t behind = 0;  // the last word that was found in order
    for (const Beginning& wanted : typed) {
      bool found = false, in_order = false, as_written = false, whole = false, marked = false;
      bool first = true;  // the word stands at the name's beginning
      for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint32_t word = words[i] >> 1;
        const bool romanised = (words[i] & 1) != 0;
        first = first && (i == 0 || romanised);
        if (!wanted.has(word)) continue;
        if (!found && &wanted == &typed.front()) fit.later = !first;
        if (!in_order && i >= behind) {
          in_order = true;
          behind = i + 1;
        }
        found = true;
        as_written = as_written || !romanised;
        whole = whole || word < wanted.whole_end;
        marked = marked || names_.has_marks(word, *wanted.typed);
      }
      fit.disorder = fit.disorder || !in_order;
      fit.romanised = fit.romanised || !as_written;
      fit.unmarked = fit.unmarked || !marked;
      if (!whole) ++fit.partial;
    }
    return fit;
  }

  // No name fits better.
  static Fit least_fit(std::span<const Beginning> typed) {
    Fit fit;
    for (const Beginning& one : typed) fit.partial += one.whole_end == one.words.begin ? 1 : 0;
    return fit;
  }

  // The name, its unit counted; nullptr where the file is damaged.
  const Name* counted(std::uint32_t number) {
    const Name& name = names_.name(number);
    if (name.group >= totals_.size() || name.unit >= names_.units_ || name.language >= names_.ranks_.size())
      return nullptr;
    std::uint64_t& seen = seen_[name.unit / 64];
    const std::uint64_t bit = std::uint64_t{1} << name.unit % 64;
    if ((seen & bit) == 0) ++totals_[name.group];
    seen |= bit;
    return &name;
  }

  static std::uint64_t rank_of(const Name& name, const Fit& fit, std::uint8_t language_rank) {
    std::uint64_t rank = std::uint64_t{fit.unmarked} << 8 | language_rank;
    rank = rank << 1 | std::uint64_t{fit.romanised};
    rank <<= 16;
    // Words of the index stand by their frequency alone.
    if (name.source != NameSource::form)
      rank |= std::uint64_t{fit.later} << 9 | std::uint64_t{fit.disorder} << 8 | fit.partial;
    return rank << 32 | name.order;
  }

  bool is_wanted(const Name& name, std::uint32_t number, const Fit& least) const {
    for (std::size_t reader = 0; reader < ranks_.size(); ++reader) {
      const Candidate candidate{rank_of(name, least, ranks_[reader][name.language]), name.unit, number};
      if (best_[reader * totals_.size() + name.group].takes(candidate)) return true;
    }
    return false;
  }

  void offer(const Name& name, std::uint32_t number, const Fit& fit) {
    for (std::size_t reader = 0; reader < ranks_.size(); ++reader)
      best_[reader * totals_.size() + name.group].offer(
          {rank_of(name, fit, ranks_[reader][name.language]), name.unit, number});
  }

  const Names& names_;
  const std::span<const std::vector<std::uint8_t>> ranks_;
  std::vector<std::uint32_t> totals_;  // by group
  std::vector<Best> best_;             // by reader and group
  std::vector<std::uint64_t> seen_;    // a bit a unit
};

std::vector<BestNames> Names::find(std::span<const NameWord> typed, std::size_t reader) const {
  std::vector<Beginning> beginnings;
  for (const NameWord& word : typed) beginnings.push_back(beginning(word));
  if (typed.size() == 1 && beginnings.front().entries > most_scanned) {
    std::vector<BestNames> found(groups_);
    if (read_best(typed.front().exact, reader, found) || read_best(typed.front().folded, reader, found)) return found;
  }
  if (typed.size() > 1) {
    for (Beginning& one : beginnings) one.set = read_set(one.typed->folded);
  }
  return scan(beginnings, reader);
}

std::vector<BestNames> Names::scan(std::span<const NameWord> typed, std::size_t reader) const {
  std::vector<Beginning> beginnings;
  for (const NameWord& word : typed) beginnings.push_back(beginning(word));
  return scan(beginnings, reader);
}

std::vector<BestNames> Names::scan(std::span<const Beginning> typed, std::size_t reader) const {
  if (typed.empty() || std::ranges::any_of(typed, [](const Beginning& one) { return one.entries == 0; }))
    return std::vector<BestNames>(groups_);
  Search search(*this, {&ranks_[reader], 1});
  if (typed.size() == 1)
    search.add_one_word(typed.front());
  else
    search.add_all_words(typed);
  return search.take(0);
}

std::vector<std::vector<BestNames>> Names::scan_for_all(const NameWord& typed) const {
  Search search(*this, ranks_);
  search.add_one_word(beginning(typed));
  std::vector<std::vector<BestNames>> found;
  for (std::size_t reader = 0; reader < readers(); ++reader) found.push_back(search.take(reader));
  return found;
}

std::span<const NameEntry> Names::entries(const Range& words) const {
  if (words.begin >= words.end || words.end >= entry_at_.size()) return {};
  const std::uint32_t begin = entry_at_[words.begin], end = entry_at_[words.end];
  if (begin > end || end > entries_.size()) return {};
  return entries_.subspan(begin, end - begin);
}

std::span<const std::uint32_t> Names::words_of(std::uint32_t name) const {
  const Range range = slice(name_word_at_, name, name_words_.size());
  return name_words_.subspan(range.begin, range.size());
}

std::optional<std::uint32_t> Names::find_word(std::string_view wanted) const {
  const std::string plain = stemmers::fold_name_word(wanted);
  const std::uint32_t at = first_not(0, words(), [&](std::uint32_t word) {
    return std::pair(folded(word), exact(word)) < std::pair(std::string_view(plain), wanted);
  });
  if (at == words() || exact(at) != wanted) return std::nullopt;
  return at;
}

// Few; they are looked for when they are first asked for.
std::span<const std::uint32_t> Names::forms_of_several_words() const {
  std::call_once(looked_for_forms_, [this] {
    for (std::uint32_t name = record_names_; name < names_.size(); ++name) {
      const std::span<const std::uint32_t> words = words_of(name);
      // A word in Latin letters stands for the one before it.
      if (std::ranges::count_if(words, [](std::uint32_t word) { return (word & 1) == 0; }) > 1)
        forms_of_several_words_.push_back(name);
    }
  });
  return forms_of_several_words_;
}

// Asks for the name to be brought near, and its words.
void Names::prefetch(std::uint32_t name) const {
  if (name < names_.size()) __builtin_prefetch(names_.data() + name);
  __builtin_prefetch(words_of(name).data());
}

bool Names::has_marks(std::uint32_t word, const NameWord& typed) const {
  return !typed.marked() || piece(marked_, word).starts_with(typed.exact);
}

Names::Beginning Names::beginning(const NameWord& typed) const {
  const std::string_view wanted = typed.folded;
  const auto word = [&](std::uint32_t i) { return piece(words_, i); };
  const auto count = static_cast<std::uint32_t>(words_.at.empty() ? 0 : words_.at.size() - 1);
  Beginning found{.typed = &typed};
  found.words.begin = first_not(0, count, [&](std::uint32_t i) { return word(i) < wanted; });
  found.words.end = first_not(found.words.begin, count, [&](std::uint32_t i) { return word(i).starts_with(wanted); });
  found.whole_end = first_not(found.words.begin, found.words.end, [&](std::uint32_t i) { return word(i) == wanted; });
  found.entries = entries(found.words).size();
  return found;
}

// Among the long beginnings; how many there are where it is none.
std::uint32_t Names::place_of(std::string_view beginning) const {
  const auto count = static_cast<std::uint32_t>(best_.at.empty() ? 0 : best_.at.size() - 1);
  const std::uint32_t place = first_not(0, count, [&](std::uint32_t i) { return piece(best_, i) < beginning; });
  return place < count && piece(best_, place) == beginning ? place : count;
}

std::span<const std::uint64_t> Names::read_set(std::string_view beginning) const {
  const std::uint32_t place = place_of(beginning);
  const std::size_t size = record_names_ / 64 + 1;
  if (place >= set_of_.size() || set_of_[place] >= sets_.size() / size) return {};
  return sets_.subspan(set_of_[place] * size, size);
}

bool Names::read_best(std::string_view beginning, std::size_t reader, std::vector<BestNames>& found) const {
  const std::uint32_t place = place_of(beginning);
  if (place + std::size_t{1} >= best_.at.size()) return false;
  for (std::size_t group = 0; group < groups_; ++group) {
    const std::size_t total_at = place * groups_ + group;
    const Range list = slice(best_list_at_, (place * readers() + reader) * groups_ + group, best_lists_.size());
    found[group].total = total_at < best_totals_.size() ? best_totals_[total_at] : 0;
    found[group].count = static_cast<std::uint32_t>(std::min(list.size(), most_suggested));
    std::copy_n(best_lists_.begin() + list.begin, found[group].count, found[group].names.begin());
  }
  return true;
}

std::vector<std::uint64_t> Names::set_of(const NameWord& beginning) const {
  std::vector<std::uint64_t> set(record_names_ / 64 + 1);
  if (beginning.marked()) return {};
  std::uint32_t members = 0;
  for (const NameEntry entry : entries(this->beginning(beginning).words)) {
    if (entry.name() >= record_names_) continue;
    const std::uint64_t bit = std::uint64_t{1} << entry.name() % 64;
    members += (set[entry.name() / 64] & bit) == 0 ? 1 : 0;
    set[entry.name() / 64] |= bit;
  }
  return members > record_names_ / 64 ? set : std::vector<std::uint64_t>{};
}

std::vector<NameWord> Names::long_beginnings() const {
  std::vector<NameWord> found;
  add_long_beginnings({0, static_cast<std::uint32_t>(words_.at.size() - 1)}, 0, found);
  std::ranges::sort(found, {}, &NameWord::exact);
  return found;
}

// `words` have their first `bytes` bytes in common.
void Names::add_long_beginnings(const Range& words, std::size_t bytes, std::vector<NameWord>& found) const {
  for (std::uint32_t at = words.begin; at < words.end;) {
    const std::string_view word = piece(words_, at);
    if (word.size() == bytes) {
      ++at;
      continue;
    }
    std::size_t length = bytes + 1;
    while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0) == 0x80) ++length;
    const std::string_view common = word.substr(0, length);
    const Range these = {
        at, first_not(at, words.end, [&](std::uint32_t i) { return piece(words_, i).starts_with(common); })};
    at = these.end;
    if (entries(these).size() <= most_scanned) continue;
    std::set<std::string_view> spellings = {common};
    for (std::uint32_t i = these.begin; i < these.end; ++i) {
      const std::string_view marked = piece(marked_, i);
      const std::string_view begins = marked.substr(0, stemmers::bytes_until(marked, length));
      if (!begins.empty() && stemmers::fold_marks(begins) == common) spellings.insert(begins);
    }
    for (const std::string_view one : spellings) found.push_back({0, 0, std::string(one), std::string(common)});
    add_long_beginnings(these, length, found);
  }
}

}  // namespace pramen::indexer
