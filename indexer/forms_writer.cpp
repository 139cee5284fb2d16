#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <numeric>
#include <thread>

#include "indexer/forms.h"
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

  void write(SectionWriter& file, std::string_view name) {
    const auto key = [&](const Entry& entry) { return std::string_view(text_).substr(entry.at, entry.bytes); };
    std::ranges::sort(entries_, [&](const Entry& a, const Entry& b) {
      const int order = key(a).compare(key(b));
      return order != 0 ? order < 0 : a.form < b.form;
    });
    std::string texts;
    std::vector<std::uint32_t> text_at = {0}, list_at = {0};
    std::vector<Form> lists;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const bool new_key = i == 0 || key(entries_[i]) != key(entries_[i - 1]);
      if (!new_key && entries_[i].form == entries_[i - 1].form) continue;
      if (new_key && i > 0) list_at.push_back(static_cast<std::uint32_t>(lists.size()));
      lists.push_back(entries_[i].form);
      if (!new_key) continue;
      texts += key(entries_[i]);
      text_at.push_back(static_cast<std::uint32_t>(texts.size()));
    }
    if (!entries_.empty()) list_at.push_back(static_cast<std::uint32_t>(lists.size()));
    file.begin(fmt::format("{}.text", name));
    file.append(texts);
    file.add(fmt::format("{}.text_at", name), text_at);
    file.add(fmt::format("{}.list_at", name), list_at);
    file.add(fmt::format("{}.lists", name), lists);
    TextTableWriter table(list_at.size() - 1);
    for (std::uint32_t i = 0; i + 1 < text_at.size(); ++i)
      table.add(std::string_view(texts).substr(text_at[i], text_at[i + 1] - text_at[i]), i);
    table.write(file, name);
  }

 private:
  struct Entry {
    std::uint64_t at;
    std::uint32_t bytes;
    Form form;
  };
  std::string text_;
  std::vector<Entry> entries_;
};

// What a run of forms is found by.
struct FoundBy {
  std::array<KeyList, form_keys> keys;
  std::vector<std::uint8_t> own;  // by form of the run: its own key, one bit a kind
  std::exception_ptr failure;

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

// Runs are taken by whichever thread is free and joined in their order.
std::vector<FoundBy> analyse(std::span<const CountedForm> forms, const stemmers::Languages& languages, unsigned jobs,
                             const std::function<void(std::uint64_t)>& analysed) {
  constexpr std::size_t run = 4096;
  std::vector<FoundBy> found((forms.size() + run - 1) / run);
  std::atomic<std::size_t> next = 0, done = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < found.size(); i = next++) {
      try {
        const std::size_t end = std::min(forms.size(), (i + 1) * run);
        for (std::size_t form = i * run; form < end; ++form) {
          const std::string_view lang = forms[form].text.substr(0, 2);
          found[i].add(lang, forms[form].text.substr(2), *languages.find(lang), static_cast<Form>(form));
        }
      } catch (...) {
        found[i].failure = std::current_exception();
      }
      ++done;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < jobs; ++i) threads.emplace_back(work);
    try {
      while (analysed && done < found.size()) {
        analysed(std::min<std::uint64_t>(done * run, forms.size()));
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    } catch (...) {
      next = found.size();  // the threads end with what they are at
      throw;
    }
  }
  for (const FoundBy& one : found) {
    if (one.failure) std::rethrow_exception(one.failure);
  }
  return found;
}

}  // namespace

FormsWritten write_forms(const std::filesystem::path& path, std::span<const CountedForm> forms,
                         const stemmers::Languages& languages, unsigned jobs,
                         const std::function<void(std::uint64_t)>& analysed) {
  std::vector<FoundBy> found = analyse(forms, languages, jobs, analysed);
  SectionWriter file(path);
  std::vector<std::uint32_t> text_at = {0}, records, title_records;
  file.begin("text");
  std::uint32_t at = 0;
  for (const CountedForm& form : forms) {
    file.append(form.text);
    text_at.push_back(at += static_cast<std::uint32_t>(form.text.size()));
    records.push_back(form.records);
    title_records.push_back(form.title_records);
  }
  file.add("text_at", text_at);
  file.add("records", records);
  file.add("title_records", title_records);
  TextTableWriter table(forms.size());
  for (Form form = 0; form < forms.size(); ++form) table.add(forms[form].text, form);
  table.write(file, "text");

  std::vector<std::uint32_t> form_of(forms.size()), token_of(forms.size());
  std::iota(form_of.begin(), form_of.end(), 0U);
  std::ranges::stable_sort(form_of, std::greater<>(), [&](std::uint32_t form) { return forms[form].tokens; });
  std::vector<std::uint8_t> token_bytes(forms.size());
  for (std::uint32_t token = 0; token < form_of.size(); ++token) {
    token_of[form_of[token]] = token;
    token_bytes[token] = static_cast<std::uint8_t>(forms[form_of[token]].text.size() - 2);
  }
  file.add("form_of", form_of);
  file.add("token_of", token_of);
  file.add("token_bytes", token_bytes);

  std::vector<std::uint8_t> own;
  for (FoundBy& one : found) own.insert(own.end(), one.own.begin(), one.own.end());
  file.add("own_keys", own);
  for (std::size_t kind = 0; kind < form_keys; ++kind) {
    KeyList all;
    for (FoundBy& one : found) {
      all.add(one.keys[kind]);
      one.keys[kind] = {};
    }
    all.write(file, form_key_names[kind]);
  }
  return {file.finish(), std::move(token_of)};
}

}  // namespace pramen::indexer
