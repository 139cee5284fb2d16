#include "indexer/name_writer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <numeric>
#include <optional>
#include <ranges>
#include <tuple>
#include <utility>

#include "indexer/parallel.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

constexpr std::uint32_t no_row = ~0U, no_unit = ~0U, no_name = ~0U;
// The field that names what a definition defines, in the record's own language.
constexpr std::string_view term_field = "term";
// Of the lists of names by word so much is sorted in memory at once.
constexpr std::uint32_t entries_at_once = 4 << 20;

template <typename T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}
void put_text(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}
template <typename T>
T take(std::string_view& from) {
  T value{};
  std::memcpy(&value, from.data(), sizeof value);
  from.remove_prefix(sizeof value);
  return value;
}
std::string_view take_bytes(std::string_view& from, std::size_t bytes) {
  const std::string_view taken = from.substr(0, bytes);
  from.remove_prefix(bytes);
  return taken;
}
std::string_view take_text(std::string_view& from) { return take_bytes(from, take<std::uint32_t>(from)); }

std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

// Begins of texts that follow one another.
template <typename Size>
std::vector<std::uint32_t> begins(std::size_t count, const Size& size_of) {
  std::vector<std::uint32_t> at = {0};
  at.reserve(count + 1);
  for (std::size_t i = 0; i < count; ++i) at.push_back(at.back() + static_cast<std::uint32_t>(size_of(i)));
  return at;
}

// For each long beginning the best names by reader, computed as they would be when it is typed.
void append_lists(const Names& names, unsigned jobs, SectionWriter& file) {
  const std::vector<stemmers::NameWord> all = names.long_beginnings();
  file.add("best_at", begins(all.size(), [&](std::size_t i) { return all[i].exact.size(); }));
  file.begin("best");
  for (const stemmers::NameWord& one : all) file.append(one.exact);
  std::vector<std::vector<std::vector<BestNames>>> found(all.size());
  in_parallel(all.size(), jobs, [&](std::size_t i) { found[i] = names.scan_for_all(all[i]); });
  std::vector<std::uint32_t> totals, list_at = {0}, lists;
  for (const auto& by_reader : found) {
    for (const BestNames& group : by_reader.front()) totals.push_back(group.total);
    for (const std::vector<BestNames>& groups : by_reader) {
      for (const BestNames& group : groups) {
        lists.insert(lists.end(), group.names.begin(), group.names.begin() + group.count);
        list_at.push_back(static_cast<std::uint32_t>(lists.size()));
      }
    }
  }
  file.add("best_total", totals);
  file.add("best_list_at", list_at);
  file.add("best_list", lists);
  std::vector<std::uint32_t> set_of;
  std::uint32_t sets = 0;
  file.begin("set");
  constexpr std::size_t sets_at_once = 64;  // each takes a bit a name
  for (std::size_t begin = 0; begin < all.size(); begin += sets_at_once) {
    std::vector<std::vector<std::uint64_t>> some(std::min(sets_at_once, all.size() - begin));
    in_parallel(some.size(), jobs, [&](std::size_t i) { some[i] = names.set_of(all[begin + i]); });
    for (const std::vector<std::uint64_t>& set : some) {
      set_of.push_back(set.empty() ? ~0U : sets++);
      file.append(std::span<const std::uint64_t>(set));
    }
  }
  file.add("set_of", set_of);
}

// By form, the number of its name in the generation before, whose names of forms are in the order of forms, too.
std::vector<std::uint32_t> old_names_of(const Forms& forms, const Names& names, std::span<const std::string> codes) {
  std::vector<std::uint32_t> numbers(forms.size(), no_name);
  std::uint32_t number = names.record_names();
  for (Form form = 0; form < forms.size(); ++form) {
    const std::string_view wanted = forms.name(form);
    for (; number < names.size(); ++number) {
      const std::string_view lang = codes[names.name(number).language];
      int order = lang.compare(wanted.substr(0, lang.size()));
      if (order == 0) order = names.text(number).compare(wanted.substr(lang.size()));
      if (order == 0) numbers[form] = number;
      if (order >= 0) break;
    }
  }
  return numbers;
}

}  // namespace

// Forms of one word, whatever their endings, go by its base form; one that has several by itself, if it is one of them.
class WordsOfForms {
 public:
  explicit WordsOfForms(const Forms& forms) : forms_(forms), key_of_(forms.size(), no_key) {
    const Forms::Keys& keys = forms.keys(FormKey::lemma);
    for (std::uint32_t key = 0; key < keys.texts.size(); ++key) {
      for (const Form form : keys.list(key)) {
        if (key_of_[form] == no_key) key_of_[form] = key;
      }
    }
  }
  std::string_view operator()(Form form) const {
    const bool own = (forms_.own_keys(form) >> static_cast<unsigned>(FormKey::lemma) & 1U) != 0;
    if (own || key_of_[form] == no_key) return forms_.text(form);
    return forms_.keys(FormKey::lemma).texts[key_of_[form]].substr(forms_.language(form).size());
  }

 private:
  static constexpr std::uint32_t no_key = ~0U;
  const Forms& forms_;
  std::vector<std::uint32_t> key_of_;
};

// All names that are written. Those of new records and forms wait in a file, where a unit is its id, u8 group, u32 row,
// u32 names; a name u8 language, u8 source, u32 order, its words as u32 number << 1 | romanised, its text. Those
// that are inherited are read where they lie.
class NameWriter::AllNames {
 public:
  struct Unit {
    std::string_view id;
    std::uint8_t group = 0;
    std::uint32_t row = no_row;
    std::uint32_t old = no_unit;  // its number in the generation before
  };
  struct Entry {
    std::uint8_t language = 0;
    NameSource source = NameSource::title;
    std::uint32_t order = 0;
    std::string_view words, text;
    std::uint32_t word_count() const { return static_cast<std::uint32_t>(words.size() / sizeof(std::uint32_t)); }
    std::uint32_t word(std::size_t i) const {
      std::uint32_t number = 0;
      std::memcpy(&number, words.data() + i * sizeof number, sizeof number);
      return number;
    }
  };

  AllNames(const fs::path& waiting, const std::unordered_set<std::uint32_t>& dropped, const Inherited* inherited,
           const Forms& forms, const WordsOfForms& words, std::span<const std::uint32_t> old_names,
           std::span<const std::string> codes)
      : file_(waiting),
        dropped_(dropped),
        inherited_(inherited),
        forms_(forms),
        words_(words),
        old_names_(old_names),
        codes_(codes) {}

  // An upper bound.
  std::size_t most_units() const {
    return inherited_ == nullptr ? 0 : inherited_->from.names.size() + old_names_.size();
  }
  // Units that were not dropped, and their names: records by row, then forms in their order.
  template <typename UnitSink, typename NameSink>
  void each(const UnitSink& on_unit, const NameSink& on_name) const {
    if (inherited_ != nullptr) each_inherited_record(on_unit, on_name);
    std::string_view rest = file_.bytes("names");
    while (!rest.empty() && next_row(rest) != no_row) take_unit(rest, on_unit, on_name);
    if (inherited_ == nullptr) {
      while (!rest.empty()) take_unit(rest, on_unit, on_name);
    } else {
      each_form(rest, on_unit, on_name);
    }
  }
  template <typename NameSink>
  void each_name(const NameSink& on_name) const {
    each([](const Unit&) {}, [&](const Unit&, const Entry& name) { on_name(name); });
  }

 private:
  static std::uint32_t next_row(std::string_view rest) {
    take_text(rest);
    take<std::uint8_t>(rest);
    return take<std::uint32_t>(rest);
  }

  template <typename UnitSink, typename NameSink>
  void take_unit(std::string_view& rest, const UnitSink& on_unit, const NameSink& on_name) const {
    Unit unit{.id = take_text(rest)};
    unit.group = take<std::uint8_t>(rest);
    unit.row = take<std::uint32_t>(rest);
    const bool live = !dropped_.contains(unit.row);
    if (live) on_unit(unit);
    for (auto names = take<std::uint32_t>(rest); names > 0; --names) {
      Entry name{.language = take<std::uint8_t>(rest)};
      name.source = take<NameSource>(rest);
      name.order = take<std::uint32_t>(rest);
      name.words = take_bytes(rest, take<std::uint32_t>(rest) * sizeof(std::uint32_t));
      name.text = take_text(rest);
      if (live) on_name(unit, name);
    }
  }

  Entry entry(std::uint32_t number) const {
    const Names& names = inherited_->from.names;
    const Name& name = names.name(number);
    const std::span<const std::uint32_t> words = names.words_of(number);
    return {.language = name.language,
            .source = name.source,
            .order = name.order,
            .words = {reinterpret_cast<const char*>(words.data()), words.size_bytes()},
            .text = names.text(number)};
  }

  template <typename UnitSink, typename NameSink>
  void each_inherited_record(const UnitSink& on_unit, const NameSink& on_name) const {
    const Names& names = inherited_->from.names;
    Unit unit;
    for (std::uint32_t number = 0; number < names.record_names(); ++number) {
      const Name& name = names.name(number);
      const std::uint32_t row = names.row(name.unit);
      if (row >= inherited_->kept.size() || inherited_->kept[row] == 0) continue;
      if (row != unit.row) {
        unit = {.id = inherited_->from.columns.id(row), .group = name.group, .row = row, .old = name.unit};
        on_unit(unit);
      }
      on_name(unit, entry(number));
    }
  }

  // Those of inherited names whose form still stands in a record, and those that wait.
  template <typename UnitSink, typename NameSink>
  void each_form(std::string_view waiting, const UnitSink& on_unit, const NameSink& on_name) const {
    for (Form form = 0; form < forms_.size(); ++form) {
      if (const std::uint32_t old = old_names_[form]; old != no_name) {
        const Name& name = inherited_->from.names.name(old);
        const Unit unit{.id = words_(form), .group = name.group, .row = no_row, .old = name.unit};
        Entry made = entry(old);
        made.order = ~forms_.records(form);
        on_unit(unit);
        on_name(unit, made);
      } else if (!waiting.empty() && waiting_is(waiting, form)) {
        take_unit(waiting, on_unit, on_name);
      }
    }
  }
  // Whether the next unit that waits is this form.
  bool waiting_is(std::string_view waiting, Form form) const {
    take_text(waiting);
    take_bytes(waiting, sizeof(std::uint8_t) + 2 * sizeof(std::uint32_t));
    if (codes_[take<std::uint8_t>(waiting)] != forms_.language(form)) return false;
    take_bytes(waiting, sizeof(NameSource) + sizeof(std::uint32_t));
    take_bytes(waiting, take<std::uint32_t>(waiting) * sizeof(std::uint32_t));
    return take_text(waiting) == forms_.text(form);
  }

  const Sections file_;
  const std::unordered_set<std::uint32_t>& dropped_;
  const Inherited* inherited_;
  const Forms& forms_;
  const WordsOfForms& words_;
  const std::span<const std::uint32_t> old_names_;  // by form; empty where nothing is inherited
  const std::span<const std::string> codes_;
};

// Units by the order of their ids, records before words. A word is one in all its forms and languages.
class NameWriter::Units {
 public:
  explicit Units(const AllNames& names) {
    std::vector<AllNames::Unit> all;
    all.reserve(names.most_units());
    names.each([&](const AllNames::Unit& unit) { all.push_back(unit); },
               [](const AllNames::Unit&, const AllNames::Entry&) {});
    number_of_.resize(all.size());
    const AllNames::Unit* last = nullptr;
    for (const std::uint32_t i : order_of(all)) {
      if (last == nullptr || !are_one(*last, all[i])) ++count_;
      number_of_[i] = count_ - 1;
      if (all[i].row != no_row) rows_.push_back(all[i].row);
      last = &all[i];
    }
  }
  std::uint32_t count() const { return count_; }
  const std::vector<std::uint32_t>& rows() const { return rows_; }
  std::uint32_t number_of(std::size_t place) const { return number_of_[place]; }  // in the order of their coming

 private:
  static bool are_one(const AllNames::Unit& a, const AllNames::Unit& b) {
    if (a.old != no_unit && b.old != no_unit) return a.old == b.old;
    return a.row == b.row && a.id == b.id;
  }
  static std::vector<std::uint32_t> order_of(const std::vector<AllNames::Unit>& all) {
    const std::vector<std::uint32_t> old = old_ones(all);
    std::vector<std::uint32_t> fresh, order;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (all[i].old == no_unit) fresh.push_back(i);
    }
    const auto by_id = [&](std::uint32_t i) { return std::tuple(all[i].row == no_row, all[i].id, i); };
    std::ranges::sort(fresh, {}, by_id);
    order.reserve(all.size());
    auto next = old.begin();
    for (const std::uint32_t one : fresh) {
      const auto place = std::ranges::lower_bound(next, old.end(), by_id(one), {}, by_id);
      order.insert(order.end(), std::exchange(next, place), place);
      order.push_back(one);
    }
    order.insert(order.end(), next, old.end());
    return order;
  }
  // Inherited ones, which are in order by their old numbers.
  static std::vector<std::uint32_t> old_ones(const std::vector<AllNames::Unit>& all) {
    std::vector<std::uint32_t> end_of;  // by number, where its units end
    for (const AllNames::Unit& unit : all) {
      if (unit.old == no_unit) continue;
      if (unit.old >= end_of.size()) end_of.resize(std::size_t{unit.old} + 1);
      ++end_of[unit.old];
    }
    std::partial_sum(end_of.begin(), end_of.end(), end_of.begin());
    std::vector<std::uint32_t> old(end_of.empty() ? 0 : end_of.back());
    for (auto i = static_cast<std::uint32_t>(all.size()); i-- > 0;) {
      if (all[i].old != no_unit) old[--end_of[all[i].old]] = i;
    }
    return old;
  }

  std::vector<std::uint32_t> number_of_, rows_;
  std::uint32_t count_ = 0;
};

// The words that stand in a name, by their folded form, then with their marks.
struct NameWriter::Words {
  struct Word {
    std::string_view folded, exact;
  };
  std::vector<Word> sorted;
  std::vector<std::uint32_t> place_of;  // by number
  std::deque<std::string> folded = {};  // of the new ones
};

NameWriter::NameWriter(const corpus::Schema& schema, const stemmers::Languages& languages, const fs::path& folder,
                       const Previous* previous)
    : schema_(schema),
      languages_(languages),
      previous_(previous),
      waiting_path_(folder / "names-waiting"),
      waiting_(waiting_path_),
      rows_(previous == nullptr ? 0 : previous->rows()) {
  waiting_.begin("names");
}

void NameWriter::begin_unit(std::string_view id, std::size_t group, std::uint32_t row) {
  put_text(unit_, id);
  put(unit_, static_cast<std::uint8_t>(group));
  put(unit_, row);
  put(unit_, std::uint32_t{0});
}

void NameWriter::add_name(std::size_t language, NameSource source, std::string_view text, std::uint32_t order) {
  const std::vector<stemmers::NameWord> words = stemmers::name_words(text);
  if (words.empty()) return;
  put(unit_, static_cast<std::uint8_t>(language));
  put(unit_, source);
  put(unit_, order);
  std::vector<std::uint32_t> numbers;
  for (const stemmers::NameWord& word : words) {
    numbers.push_back(number_of(word.exact) << 1);
    for (const std::string& latin : languages_.all()[language]->romanised(word.exact))
      numbers.push_back(number_of(latin) << 1 | 1);
  }
  put(unit_, static_cast<std::uint32_t>(numbers.size()));
  for (const std::uint32_t number : numbers) put(unit_, number);
  put_text(unit_, source == NameSource::title ? std::string_view() : text);
  ++unit_names_;
}

// Words of the generation before keep their numbers until all are written.
std::uint32_t NameWriter::number_of(const std::string& word) {
  if (const auto known = words_.find(word); known != words_.end()) return known->second;
  const auto old = previous_ == nullptr ? std::nullopt : previous_->names.find_word(word);
  const auto number = old ? *old : old_words() + static_cast<std::uint32_t>(fresh_.size());
  const auto added = words_.emplace(word, number).first;
  if (!old) fresh_.push_back(added->first);
  return number;
}

std::uint32_t NameWriter::old_words() const { return previous_ == nullptr ? 0 : previous_->names.words(); }

// A unit without a name is none.
void NameWriter::end_unit() {
  if (unit_names_ == 0) return unit_.clear();
  std::string_view id = unit_;
  const std::size_t count_at = sizeof(std::uint32_t) + take_text(id).size() + sizeof(std::uint8_t) + sizeof(no_row);
  std::memcpy(unit_.data() + count_at, &unit_names_, sizeof unit_names_);
  waiting_.append(unit_);
  unit_.clear();
  unit_names_ = 0;
}

void NameWriter::add(const corpus::Record& record) {
  const auto kind = std::ranges::find(schema_.kinds(), record.kind, &corpus::Kind::name);
  begin_unit(record.id, static_cast<std::size_t>(kind - schema_.kinds().begin()), rows_++);
  for (std::size_t language = 0; language < schema_.languages().size(); ++language) {
    const auto found = record.texts.find(schema_.languages()[language]);
    if (found == record.texts.end()) continue;
    const corpus::Text& text = found->second;
    add_name(language, NameSource::title, text.title, characters(text.title));
    std::vector<std::string_view> others(text.alternative.begin(), text.alternative.end());
    const corpus::Value* term = found->first == record.original ? record.fact(term_field) : nullptr;
    if (term != nullptr && std::holds_alternative<std::string>(*term))
      others.emplace_back(std::get<std::string>(*term));
    for (auto other = others.begin(); other != others.end(); ++other) {
      if (*other != text.title && std::find(others.begin(), other, *other) == other)
        add_name(language, NameSource::other, *other, characters(*other));
    }
  }
  end_unit();
}

void NameWriter::drop(std::uint32_t row) { dropped_.insert(row); }

// Those that are not inherited.
void NameWriter::add_forms(const Forms& forms, const WordsOfForms& words, std::span<const std::uint32_t> old_names) {
  const std::span<const std::string> codes = schema_.languages();
  for (Form form = 0; form < forms.size(); ++form) {
    const std::string_view lang = forms.language(form), text = forms.text(form);
    const bool is_old = !old_names.empty() && old_names[form] != no_name;
    if (is_old || languages_.find(lang)->is_stop_word(text)) continue;
    begin_unit(words(form), schema_.kinds().size(), no_row);
    add_name(static_cast<std::size_t>(std::ranges::find(codes, lang) - codes.begin()), NameSource::form, text,
             ~forms.records(form));
    end_unit();
  }
}

// `counts`: in how many places of names each word stands, by number.
NameWriter::Words NameWriter::sorted_words(std::span<const std::uint32_t> counts) const {
  Words words{.sorted = {}, .place_of = std::vector<std::uint32_t>(counts.size())};
  const std::uint32_t first_fresh = old_words();
  std::vector<std::pair<Words::Word, std::uint32_t>> fresh;
  for (std::uint32_t number = first_fresh; number < counts.size(); ++number) {
    if (counts[number] == 0) continue;
    const std::string_view exact = fresh_[number - first_fresh];
    fresh.push_back({{words.folded.emplace_back(stemmers::fold_name_word(exact)), exact}, number});
  }
  const auto text = [](const Words::Word& word) { return std::pair(word.folded, word.exact); };
  std::ranges::sort(fresh, {}, [&](const auto& one) { return text(one.first); });
  words.sorted.reserve(counts.size());
  const auto add = [&](const Words::Word& word, std::uint32_t number) {
    words.place_of[number] = static_cast<std::uint32_t>(words.sorted.size());
    words.sorted.push_back(word);
  };
  // Those of the generation before are in order by their numbers.
  const auto old = [&](std::uint32_t number) {
    return Words::Word{previous_->names.folded(number), previous_->names.exact(number)};
  };
  std::uint32_t next = 0;
  const auto add_old_until = [&](std::uint32_t end) {
    for (; next < end; ++next) {
      if (counts[next] != 0) add(old(next), next);
    }
  };
  for (const auto& [word, number] : fresh) {
    const auto left = std::views::iota(next, first_fresh);
    add_old_until(*std::ranges::lower_bound(left, text(word), {}, [&](std::uint32_t i) { return text(old(i)); }));
    add(word, number);
  }
  add_old_until(first_fresh);
  return words;
}

std::string NameWriter::write(const fs::path& file, const Forms& forms, const Inherited* inherited, unsigned jobs) {
  std::vector<std::uint32_t> old_names;
  if (previous_ != nullptr) old_names = old_names_of(forms, previous_->names, schema_.languages());
  const WordsOfForms words(forms);
  add_forms(forms, words, old_names);
  waiting_.finish();
  SectionWriter made(file);
  write_names(AllNames(waiting_path_, dropped_, inherited, forms, words, old_names, schema_.languages()), made);
  fs::remove(waiting_path_);
  constexpr std::array lists = {"best_at", "best", "best_total", "best_list_at", "best_list", "set_of", "set"};
  made.settle(lists);
  append_lists(Names(file, schema_), jobs, made);
  return made.finish();
}

// Everything but the lists, which are found by what is written here.
void NameWriter::write_names(const AllNames& all, SectionWriter& file) const {
  std::optional<Units> in_order;
  Beside ordering([&] { in_order.emplace(all); });
  std::vector<std::uint32_t> counts(old_words() + fresh_.size());
  all.each_name([&](const AllNames::Entry& name) {
    for (std::size_t i = 0; i < name.word_count(); ++i) ++counts[name.word(i) >> 1];
  });
  const Words words = sorted_words(counts);
  ordering.get();
  const Units& units = *in_order;
  const auto marked = [&](std::size_t i) {
    return words.sorted[i].exact == words.sorted[i].folded ? std::string_view() : words.sorted[i].exact;
  };
  file.add("word_at", begins(words.sorted.size(), [&](std::size_t i) { return words.sorted[i].folded.size(); }));
  file.begin("word");
  for (const Words::Word& word : words.sorted) file.append(word.folded);
  file.add("marked_at", begins(words.sorted.size(), [&](std::size_t i) { return marked(i).size(); }));
  file.begin("marked");
  for (std::size_t i = 0; i < words.sorted.size(); ++i) file.append(marked(i));

  std::vector<std::uint32_t> word_at = {0}, text_at = {0}, entry_at(words.sorted.size() + 1);
  std::size_t unit = 0;
  std::uint32_t record_names = 0;
  file.begin("name");
  all.each([&](const AllNames::Unit&) { ++unit; },
           [&](const AllNames::Unit& of, const AllNames::Entry& name) {
             const Name made{units.number_of(unit - 1), name.order, of.group, name.language, name.source, 0};
             file.append(std::span(&made, 1));
             record_names += name.source == NameSource::form ? 0 : 1;
             word_at.push_back(word_at.back() + name.word_count());
             text_at.push_back(text_at.back() + static_cast<std::uint32_t>(name.text.size()));
             for (std::size_t i = 0; i < name.word_count(); ++i) ++entry_at[words.place_of[name.word(i) >> 1] + 1];
           });
  file.add("name_word_at", word_at);
  file.add("text_at", text_at);
  file.add("row", units.rows());
  file.add("units", std::vector<std::uint32_t>{units.count()});
  file.add("record_names", std::vector<std::uint32_t>{record_names});
  file.begin("text");
  all.each_name([&](const AllNames::Entry& name) { file.append(name.text); });
  file.begin("name_word");
  all.each_name([&](const AllNames::Entry& name) {
    for (std::size_t i = 0; i < name.word_count(); ++i) {
      const std::uint32_t word = words.place_of[name.word(i) >> 1] << 1 | (name.word(i) & 1);
      file.append(std::span(&word, 1));
    }
  });

  std::partial_sum(entry_at.begin(), entry_at.end(), entry_at.begin());
  file.add("entry_at", entry_at);
  file.begin("entry");
  for (std::uint32_t word = 0; word < words.sorted.size();) {
    std::uint32_t end = word + 1;
    while (end < words.sorted.size() && entry_at[end + 1] - entry_at[word] <= entries_at_once) ++end;
    std::vector<std::uint32_t> next(entry_at.begin() + word, entry_at.begin() + end);
    std::vector<NameEntry> entries(entry_at[end] - entry_at[word]);
    std::uint32_t number = 0;
    all.each_name([&](const AllNames::Entry& name) {
      bool first = true;
      for (std::uint32_t i = 0; i < name.word_count(); ++i) {
        const std::uint32_t place = words.place_of[name.word(i) >> 1], romanised = name.word(i) & 1;
        first = first && (i == 0 || romanised != 0);
        if (place >= word && place < end)
          entries[next[place - word]++ - entry_at[word]] = {number << 3 | (name.word_count() == 1 ? 4U : 0U) |
                                                            romanised << 1 | (first ? 0U : 1U)};
      }
      ++number;
    });
    file.append(std::span<const NameEntry>(entries));
    word = end;
  }
}

}  // namespace pramen::indexer
