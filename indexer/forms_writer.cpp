#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "indexer/forms.h"
#include "indexer/parallel.h"
#include "stemmers/folding.h"
#include "stemmers/language.h"

namespace pramen::indexer {
namespace {

// Keys that lead to forms; their texts one after the other in one string.
class KeyList {
 public:
  void add(std::string_view lang, std::string_view key, Form form) {
    entries_.push_back({text_.size(), static_cast<std::uint32_t>(lang.size() + key.size()), form});
    text_.append(lang).append(key);
  }
  void add(const KeyList& other) {
    for (Entry entry : other.entries_) {
      entry.at += text_.size();
      entries_.push_back(entry);
    }
    text_ += other.text_;
  }
  void reserve(std::size_t entries, std::size_t bytes) {
    entries_.reserve(entries);
    text_.reserve(bytes);
  }
  void shrink() {
    entries_.shrink_to_fit();
    text_.shrink_to_fit();
  }

  // From the numbers they have among the fresh forms to those they have among all.
  void renumber(std::span<const Form> numbers) {
    for (Entry& entry : entries_) entry.form = numbers[entry.form];
  }
  // By key, then form; each pair once.
  void sort() {
    std::ranges::sort(entries_, [&](const Entry& a, const Entry& b) {
      const int order = text(a).compare(text(b));
      return order != 0 ? order < 0 : a.form < b.form;
    });
    const auto same = std::ranges::unique(
        entries_, [&](const Entry& a, const Entry& b) { return a.form == b.form && text(a) == text(b); });
    entries_.erase(same.begin(), same.end());
  }
  std::size_t size() const { return entries_.size(); }
  std::size_t bytes() const { return text_.size(); }
  std::string_view key(std::size_t i) const { return text(entries_[i]); }
  Form form(std::size_t i) const { return entries_[i].form; }

 private:
  struct Entry {
    std::uint64_t at;
    std::uint32_t bytes;
    Form form;
  };
  std::string_view text(const Entry& entry) const { return std::string_view(text_).substr(entry.at, entry.bytes); }

  std::string text_;
  std::vector<Entry> entries_;
};

// The keys of one kind as they are written.
class KeyTables {
 public:
  // Those of the fresh forms, sorted, and those of the generation before, whose forms have new numbers.
  void merge(const KeyList& fresh, const Forms::Keys& old, std::span<const Form> numbers) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < old.texts.size(); ++i) {
      const std::string_view key = old.texts[i];
      while (next < fresh.size() && fresh.key(next) < key) next = add_fresh(fresh, next);
      for (const Form form : old.list(i)) {
        if (numbers[form] != Forms::no_form) lists_.push_back(numbers[form]);
      }
      const auto middle = static_cast<std::ptrdiff_t>(lists_.size());
      for (; next < fresh.size() && fresh.key(next) == key; ++next) lists_.push_back(fresh.form(next));
      std::inplace_merge(lists_.begin() + list_at_.back(), lists_.begin() + middle, lists_.end());
      if (lists_.size() > list_at_.back()) end_key(key);
    }
    while (next < fresh.size()) next = add_fresh(fresh, next);
    table_.emplace(list_at_.size() - 1);
    for (std::uint32_t i = 0; i + 1 < text_at_.size(); ++i)
      table_->add(std::string_view(texts_).substr(text_at_[i], text_at_[i + 1] - text_at_[i]), i);
  }
  void write(SectionWriter& file, std::string_view name) const {
    file.begin(fmt::format("{}.text", name));
    file.append(texts_);
    file.add(fmt::format("{}.text_at", name), text_at_);
    file.add(fmt::format("{}.list_at", name), list_at_);
    file.add(fmt::format("{}.lists", name), lists_);
    table_->write(file, name);
  }

 private:
  // All forms of the key at `i`; the place of the next key.
  std::size_t add_fresh(const KeyList& fresh, std::size_t i) {
    const std::string_view key = fresh.key(i);
    for (; i < fresh.size() && fresh.key(i) == key; ++i) lists_.push_back(fresh.form(i));
    end_key(key);
    return i;
  }
  void end_key(std::string_view key) {
    texts_ += key;
    text_at_.push_back(static_cast<std::uint32_t>(texts_.size()));
    list_at_.push_back(static_cast<std::uint32_t>(lists_.size()));
  }

  std::string texts_;
  std::vector<std::uint32_t> text_at_ = {0}, list_at_ = {0};
  std::vector<Form> lists_;
  std::optional<TextTableWriter> table_;
};

// What a run of forms is found by.
struct FoundBy {
  std::array<KeyList, form_keys> keys;
  std::vector<std::uint8_t> own;  // by form of the run: its own key, one bit a kind

  void add(std::string_view lang, std::string_view text, const stemmers::Language& language, Form form) {
    const stemmers::Word word = language.indexed(text);
    own.push_back(0);
    const auto note = [&](FormKey kind, std::string_view key) {
      const auto number = static_cast<unsigned>(kind);
      if (key == text)
        own.back() = static_cast<std::uint8_t>(own.back() | 1U << number);
      else
        keys[number].add(lang, key, form);
    };
    for (const std::string& lemma : word.lemmas) note(FormKey::lemma, lemma);
    for (const std::string& folded : word.folded) note(FormKey::folded, folded);
    for (const stemmers::Part& part : word.parts) {
      for (const std::string& folded : part.folded) note(FormKey::part, folded);
    }
    for (const std::string& family : word.families) note(FormKey::family, family);
    if (const std::string unmarked = stemmers::fold_marks(text); unmarked != text) note(FormKey::unmarked, unmarked);
  }
};

// Runs are joined in their order.
std::vector<FoundBy> analyse(std::span<const CountedForm> forms, const stemmers::Languages& languages, unsigned jobs,
                             const std::function<void(std::uint64_t)>& analysed) {
  constexpr std::size_t run = 4096;
  std::vector<FoundBy> found((forms.size() + run - 1) / run);
  const auto analyse_run = [&](std::size_t i) {
    const std::size_t end = std::min(forms.size(), (i + 1) * run);
    for (std::size_t form = i * run; form < end; ++form) {
      const std::string_view lang = forms[form].text.substr(0, 2);
      found[i].add(lang, forms[form].text.substr(2), *languages.find(lang), static_cast<Form>(form));
    }
    for (KeyList& keys : found[i].keys) keys.shrink();
  };
  std::function<void(std::size_t)> done;
  if (analysed) done = [&](std::size_t runs) { analysed(std::min<std::uint64_t>(runs * run, forms.size())); };
  in_parallel(found.size(), jobs, analyse_run, done);
  return found;
}

// The numbers that old and fresh forms have among all, which are in the order of bytes.
struct FormNumbers {
  std::vector<Form> of_old, of_fresh;
  Form size = 0;

  explicit FormNumbers(const FormsToWrite& forms) {
    const Form old_forms = forms.previous == nullptr ? 0 : forms.previous->size();
    of_old.assign(old_forms, Forms::no_form);
    of_fresh.reserve(forms.fresh.size());
    for (Form old = 0; old < old_forms; ++old) {
      if (forms.records[old] == 0) continue;
      const std::string_view name = forms.previous->name(old);
      while (of_fresh.size() < forms.fresh.size() && forms.fresh[of_fresh.size()].text < name)
        of_fresh.push_back(size++);
      of_old[old] = size++;
    }
    while (of_fresh.size() < forms.fresh.size()) of_fresh.push_back(size++);
  }
};

// What is known of each form, by its number.
struct FormColumns {
  std::vector<std::string_view> names;
  std::vector<std::uint32_t> records, title_records, words, token_of;
  std::vector<std::uint8_t> own_keys;

  explicit FormColumns(std::size_t forms)
      : names(forms), records(forms), title_records(forms), words(forms), token_of(forms), own_keys(forms) {}
  void put(Form form, const CountedForm& counted, std::uint32_t token, std::uint8_t own) {
    names[form] = counted.text;
    records[form] = counted.records;
    title_records[form] = counted.title_records;
    words[form] = counted.words;
    token_of[form] = token;
    own_keys[form] = own;
  }

  void write(SectionWriter& file) const {
    std::vector<std::uint32_t> text_at = {0};
    TextTableWriter table(names.size());
    file.begin("text");
    for (Form form = 0; form < names.size(); ++form) {
      file.append(names[form]);
      text_at.push_back(text_at.back() + static_cast<std::uint32_t>(names[form].size()));
      table.add(names[form], form);
    }
    file.add("text_at", text_at);
    table.write(file, "text");
    file.add("records", records);
    file.add("title_records", title_records);
    file.add("words", words);
    file.add("token_of", token_of);
    file.add("own_keys", own_keys);
  }
  // By token.
  void write_tokens(SectionWriter& file, std::uint32_t tokens) const {
    std::vector<Form> form_of(tokens, Forms::no_form);
    std::vector<std::uint8_t> token_bytes(tokens);
    for (Form form = 0; form < names.size(); ++form) {
      form_of[token_of[form]] = form;
      token_bytes[token_of[form]] = static_cast<std::uint8_t>(names[form].size() - 2);
    }
    file.add("form_of", form_of);
    file.add("token_bytes", token_bytes);
  }
};

// Tokens from `first` on, the commonest form first.
std::vector<std::uint32_t> tokens_of(std::span<const CountedForm> fresh, std::uint32_t first) {
  std::vector<std::uint32_t> order(fresh.size()), token_of(fresh.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater<>(), [&](std::uint32_t form) { return fresh[form].words; });
  for (const std::uint32_t form : order) token_of[form] = first++;
  return token_of;
}

// The keys of a kind, which `found` has no longer.
KeyTables merge_keys(std::vector<FoundBy>& found, std::size_t kind, const Forms* previous, const FormNumbers& numbers) {
  std::size_t entries = 0, bytes = 0;
  for (const FoundBy& one : found) {
    entries += one.keys[kind].size();
    bytes += one.keys[kind].bytes();
  }
  KeyList fresh;
  fresh.reserve(entries, bytes);
  for (FoundBy& one : found) {
    fresh.add(one.keys[kind]);
    one.keys[kind] = {};
  }
  fresh.renumber(numbers.of_fresh);
  fresh.sort();
  const Forms::Keys none;
  KeyTables tables;
  tables.merge(fresh, previous == nullptr ? none : previous->keys(static_cast<FormKey>(kind)), numbers.of_old);
  return tables;
}

// No more kinds at once than there are threads: each is as large as all forms.
void write_keys(std::vector<FoundBy>& found, const Forms* previous, const FormNumbers& numbers, unsigned jobs,
                SectionWriter& file) {
  for (std::size_t kind = 0; kind < form_keys; kind += jobs) {
    std::vector<KeyTables> tables(std::min<std::size_t>(jobs, form_keys - kind));
    in_parallel(tables.size(), jobs, [&](std::size_t i) { tables[i] = merge_keys(found, kind + i, previous, numbers); });
    for (std::size_t i = 0; i < tables.size(); ++i) tables[i].write(file, form_key_names[kind + i]);
  }
}

}  // namespace

FormsWritten write_forms(const std::filesystem::path& path, const FormsToWrite& forms,
                         const stemmers::Languages& languages, unsigned jobs,
                         const std::function<void(std::uint64_t)>& analysed) {
  std::vector<FoundBy> found = analyse(forms.fresh, languages, jobs, analysed);
  const FormNumbers numbers(forms);
  const std::uint32_t old_tokens = forms.previous == nullptr ? 0 : forms.previous->tokens();
  const std::vector<std::uint32_t> token_of = tokens_of(forms.fresh, old_tokens);
  FormColumns columns(numbers.size);
  for (Form old = 0; old < numbers.of_old.size(); ++old) {
    if (numbers.of_old[old] == Forms::no_form) continue;
    columns.put(numbers.of_old[old],
                {forms.previous->name(old), forms.records[old], forms.title_records[old], forms.words[old]},
                forms.previous->token_of(old), forms.previous->own_keys(old));
  }
  Form fresh = 0;
  for (const FoundBy& run : found) {
    for (const std::uint8_t own : run.own) {
      columns.put(numbers.of_fresh[fresh], forms.fresh[fresh], token_of[fresh], own);
      ++fresh;
    }
  }
  SectionWriter file(path);
  columns.write(file);
  columns.write_tokens(file, old_tokens + static_cast<std::uint32_t>(token_of.size()));
  write_keys(found, forms.previous, numbers, jobs, file);
  return {file.finish(), token_of};
}

}  // namespace pramen::indexer
