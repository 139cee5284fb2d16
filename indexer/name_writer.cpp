#include "indexer/name_writer.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

constexpr std::uint32_t no_row = ~0U;
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
void append_lists(const Names& names, SectionWriter& file) {
  const std::vector<stemmers::NameWord> all = names.long_beginnings();
  file.add("best_at", begins(all.size(), [&](std::size_t i) { return all[i].exact.size(); }));
  file.begin("best");
  for (const stemmers::NameWord& one : all) file.append(one.exact);
  std::vector<std::uint32_t> totals, list_at = {0}, lists;
  for (const stemmers::NameWord& one : all) {
    for (std::size_t reader = 0; reader < names.readers(); ++reader) {
      for (const BestNames& group : names.scan({&one, 1}, reader)) {
        if (reader == 0) totals.push_back(group.total);
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
  for (const stemmers::NameWord& one : all) {
    const std::vector<std::uint64_t> set = names.set_of(one);
    set_of.push_back(set.empty() ? ~0U : sets++);
    file.append(std::span<const std::uint64_t>(set));
  }
  file.add("set_of", set_of);
}

}  // namespace

// The names that wait in the file. A unit is its id, u8 group, u32 row, u32 names; a
// name u8 language, u8 source, u32 order, its words as u32 number << 1 | romanised, its text.
class NameWriter::Waiting {
 public:
  struct Unit {
    std::string_view id;
    std::uint8_t group = 0;
    std::uint32_t row = no_row;
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

  Waiting(const fs::path& file, const std::unordered_set<std::uint32_t>& dropped) : file_(file), dropped_(dropped) {}

  // Units that were not dropped, and their names, in the order of their coming.
  template <typename UnitSink, typename NameSink>
  void each(const UnitSink& on_unit, const NameSink& on_name) const {
    for (std::string_view rest = file_.bytes("names"); !rest.empty();) {
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
  }
  template <typename NameSink>
  void each_name(const NameSink& on_name) const {
    each([](const Unit&) {}, [&](const Unit&, const Entry& name) { on_name(name); });
  }

 private:
  const Sections file_;
  const std::unordered_set<std::uint32_t>& dropped_;
};

// Units by the order of their ids, records before words. A word of several languages is one.
class NameWriter::Units {
 public:
  explicit Units(const Waiting& waiting) {
    std::vector<Waiting::Unit> all;
    waiting.each([&](const Waiting::Unit& unit) { all.push_back(unit); },
                 [](const Waiting::Unit&, const Waiting::Entry&) {});
    std::vector<std::uint32_t> order(all.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::tuple(all[i].row == no_row, all[i].id, i); });
    number_of_.resize(all.size());
    const Waiting::Unit* last = nullptr;
    for (const std::uint32_t i : order) {
      if (last == nullptr || last->id != all[i].id || last->row != all[i].row) ++count_;
      number_of_[i] = count_ - 1;
      if (all[i].row != no_row) rows_.push_back(all[i].row);
      last = &all[i];
    }
  }
  std::uint32_t count() const { return count_; }
  const std::vector<std::uint32_t>& rows() const { return rows_; }
  std::uint32_t number_of(std::size_t place) const { return number_of_[place]; }  // in the order of their coming

 private:
  std::vector<std::uint32_t> number_of_, rows_;
  std::uint32_t count_ = 0;
};

// All words by their folded form, then with their marks.
struct NameWriter::Words {
  struct Word {
    std::string folded;
    std::string_view exact;
  };
  std::vector<Word> sorted;
  std::vector<std::uint32_t> place_of;  // by number
};

NameWriter::NameWriter(const corpus::Schema& schema, const stemmers::Languages& languages, const fs::path& folder)
    : schema_(schema), languages_(languages), waiting_path_(folder / "names-waiting"), waiting_(waiting_path_) {
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

std::uint32_t NameWriter::number_of(const std::string& word) {
  return words_.try_emplace(word, static_cast<std::uint32_t>(words_.size())).first->second;
}

void NameWriter::end_unit() {
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

void NameWriter::add_forms(const Forms& forms) {
  const auto codes = schema_.languages();
  for (Form form = 0; form < forms.size(); ++form) {
    const std::string_view lang = forms.language(form), text = forms.text(form);
    if (languages_.find(lang)->is_stop_word(text)) continue;
    begin_unit(text, schema_.kinds().size(), no_row);
    add_name(static_cast<std::size_t>(std::ranges::find(codes, lang) - codes.begin()), NameSource::form, text,
             ~forms.records(form));
    end_unit();
  }
}

NameWriter::Words NameWriter::sorted_words() const {
  std::vector<std::pair<Words::Word, std::uint32_t>> all;
  all.reserve(words_.size());
  for (const auto& [exact, number] : words_) all.push_back({{stemmers::fold_name_word(exact), exact}, number});
  std::ranges::sort(all, {}, [](const auto& one) {
    return std::pair<std::string_view, std::string_view>(one.first.folded, one.first.exact);
  });
  Words words;
  words.place_of.resize(all.size());
  for (auto& [word, number] : all) {
    words.place_of[number] = static_cast<std::uint32_t>(words.sorted.size());
    words.sorted.push_back(std::move(word));
  }
  return words;
}

std::string NameWriter::write(const fs::path& file, const Forms& forms) {
  add_forms(forms);
  waiting_.finish();
  const fs::path bare = waiting_path_.parent_path() / "names-bare";
  write_names(Waiting(waiting_path_, dropped_), bare);
  fs::remove(waiting_path_);
  SectionWriter made(file);
  {
    const Names names(bare, schema_);
    for (const Sections::Section& section : names.sections().all()) {
      if (section.name.starts_with("best") || section.name.starts_with("set")) continue;
      made.begin(section.name);
      made.append(section.bytes);
    }
    append_lists(names, made);
  }
  fs::remove(bare);
  return made.finish();
}

// Everything but the lists, which are found by what is written here.
void NameWriter::write_names(const Waiting& waiting, const fs::path& path) const {
  SectionWriter file(path);
  const Units units(waiting);
  const Words words = sorted_words();
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
  waiting.each([&](const Waiting::Unit&) { ++unit; },
               [&](const Waiting::Unit& of, const Waiting::Entry& name) {
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
  waiting.each_name([&](const Waiting::Entry& name) { file.append(name.text); });
  file.begin("name_word");
  waiting.each_name([&](const Waiting::Entry& name) {
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
    waiting.each_name([&](const Waiting::Entry& name) {
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
  for (const char* none : {"best_at", "best_list_at"}) file.add(none, std::vector<std::uint32_t>{0});
  for (const char* none : {"best", "best_total", "best_list", "set_of", "set"}) file.begin(none);
  file.finish();
}

}  // namespace pramen::indexer
