#include "stemmers/train/source_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <unordered_set>

#include "stemmers/folding.h"
#include "stemmers/train/hunspell.h"

namespace pramen::stemmers::train {
namespace {

std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

void for_each_line(const std::filesystem::path& file, const std::function<void(std::string_view)>& use) {
  if (!std::filesystem::is_regular_file(file)) throw std::runtime_error(file.string() + ": there is no such file");
  if (file.extension() != ".xz") {
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) use(line);
    if (in.bad()) throw std::runtime_error(file.string() + ": cannot be read");
    return;
  }
  FILE* pipe = ::popen(("xz --decompress --stdout " + shell_quoted(file.string())).c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error(file.string() + ": xz cannot be started");
  char* line = nullptr;
  std::size_t room = 0;
  for (ssize_t size; (size = ::getline(&line, &room, pipe)) > 0;) {
    std::string_view text(line, static_cast<std::size_t>(size));
    if (text.ends_with('\n')) text.remove_suffix(1);
    use(text);
  }
  std::free(line);
  if (::pclose(pipe) != 0) throw std::runtime_error(file.string() + ": xz cannot read it");
}

// The stress mark of Bulgarian dictionaries is no part of the spelling.
std::string without_stress(std::string_view word) {
  constexpr std::string_view acute = "\xCC\x81", grave = "\xCC\x80";
  std::string out(word);
  for (const std::string_view mark : {acute, grave}) {
    const bool cyrillic = !out.empty() && (static_cast<unsigned char>(out[0]) & 0xFC) == 0xD0;
    for (std::size_t at; cyrillic && (at = out.find(mark)) != std::string::npos;) out.erase(at, mark.size());
  }
  return out;
}

Letters word_letters(std::string_view word) {
  Letters letters = encode(fold_case(without_stress(word)));
  const bool odd = std::ranges::any_of(letters, [](char code) {
    static const std::string others = encode("0123456789'-");
    return others.find(code) != std::string::npos;
  });
  return odd ? Letters() : letters;
}

// Field `number` of a line with tabs.
std::string_view field(std::string_view line, std::size_t number) {
  for (; number > 0; --number) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return {};
    line.remove_prefix(tab + 1);
  }
  return line.substr(0, line.find('\t'));
}

// Base forms nobody uses are left out with all their forms.
Lexicon only_used(const Lexicon& lexicon, const std::set<std::string>& vocabulary) {
  std::unordered_set<Letters> words, used;
  for (const std::string& word : vocabulary) words.insert(encode(word));
  for (const Entry& entry : lexicon) {
    if (!words.contains(entry.form)) continue;
    for (const Weighted& lemma : entry.lemmas) used.insert(lemma.lemma);
  }
  Lexicon kept;
  for (const Entry& entry : lexicon) {
    Entry some{entry.form, {}};
    std::ranges::copy_if(entry.lemmas, std::back_inserter(some.lemmas),
                         [&](const Weighted& lemma) { return used.contains(lemma.lemma); });
    if (!some.lemmas.empty()) kept.push_back(std::move(some));
  }
  return kept;
}

Lexicon ask_hunspell(const SourceRecipe& source, const std::filesystem::path& aff, std::set<std::string> words) {
  const HunspellAnalyser hunspell(aff, source.derivations);
  for (const std::string& stem : hunspell.stems()) {
    if (!word_letters(stem).empty()) words.insert(fold_case(stem));
  }
  std::vector<Entry> entries;
  for (const std::string& word : words) {
    if (Entry entry = hunspell.analyse(word); !entry.lemmas.empty()) entries.push_back(std::move(entry));
  }
  return sorted(std::move(entries));
}

}  // namespace

Lexicon read_source(const SourceRecipe& source, const std::filesystem::path& file,
                    const std::set<std::string>& vocabulary) {
  std::vector<Entry> entries;
  const auto add = [&](std::string_view form, std::string_view lemma, double weight) {
    Letters f = word_letters(form), l = word_letters(lemma);
    if (!f.empty() && !l.empty()) entries.push_back({std::move(f), {{std::move(l), weight}}});
  };
  Lexicon lexicon;
  if (source.format == Format::hunspell_analyses) {
    lexicon = ask_hunspell(source, file, vocabulary);
  } else if (source.format == Format::hunspell) {
    expand_hunspell(file, [&](std::string_view form, std::string_view base) { add(form, base, 1); });
  } else {
    for_each_line(file, [&](std::string_view line) {
      const double count = source.format == Format::treebank ? std::atof(std::string(field(line, 3)).c_str()) : 1;
      add(field(line, 0), field(line, 1), count);
    });
  }
  if (lexicon.empty()) lexicon = sorted(std::move(entries));
  if (lexicon.empty()) throw std::runtime_error(file.string() + ": there is no word in it");
  if (source.only_used) lexicon = only_used(lexicon, vocabulary);
  return source.rewrites.empty() ? lexicon : source.rewrites.apply(lexicon);
}

Counts read_counts(const std::filesystem::path& file) {
  Counts counts;
  for_each_line(file, [&](std::string_view line) {
    const std::size_t gap = line.find_first_of(" \t");
    if (gap == std::string_view::npos) return;
    if (Letters word = word_letters(line.substr(0, gap)); !word.empty()) {
      counts[std::move(word)] += std::atof(std::string(line.substr(gap + 1)).c_str());
    }
  });
  return counts;
}

std::set<std::string> read_vocabulary(const std::filesystem::path& file) {
  std::set<std::string> words;
  for_each_line(file, [&](std::string_view line) {
    if (const Letters word = word_letters(line.substr(0, line.find_first_of("\t "))); !word.empty())
      words.insert(decode(word));
  });
  return words;
}

}  // namespace pramen::stemmers::train
