#include "stemmers/pack.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <sstream>
#include <stdexcept>

#include "stemmers/folding.h"

namespace pramen::stemmers {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("{}: cannot be read", file.string()));
  return {std::istreambuf_iterator<char>(in), {}};
}

// Lines without comments (# to the end) and blanks around; empty ones are passed over.
void for_each_line(const fs::path& file, const std::function<void(const std::string&, std::size_t)>& use) {
  std::istringstream in(read_file(file));
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    line = line.substr(0, line.find('#'));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos) continue;
    use(line.substr(first, line.find_last_not_of(" \t\r") - first + 1), number);
  }
}

Letters word_letters(const std::string& word, const fs::path& file, std::size_t line) {
  Letters letters = encode(fold_case(word));
  if (letters.empty()) {
    throw std::runtime_error(
        fmt::format("{}:{}: “{}” is not a word of Latin or Cyrillic letters", file.string(), line, word));
  }
  return letters;
}

void add_once(std::vector<Letters>& list, const Letters& word) {
  if (std::ranges::find(list, word) == list.end()) list.push_back(word);
}

// "lemma: form form ..."; the lemma is a form of itself.
void read_stop_words(const fs::path& file, Pack& pack) {
  std::vector<std::string> words;
  for_each_line(file, [&](const std::string& word, std::size_t) {
    if (word.starts_with('!'))
      pack.not_stop[word.substr(1)];
    else
      words.push_back(word);
  });
  for (const std::string& word : words) {
    const auto like = pack.not_stop.find(fold_marks(word));
    if (like != pack.not_stop.end()) like->second.push_back(word);
    pack.stop_words.insert(like == pack.not_stop.end() ? fold_marks(word) : word);
  }
}

void read_words(const fs::path& file, Pack& pack) {
  for_each_line(file, [&](const std::string& line, std::size_t number) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) {
      throw std::runtime_error(fmt::format("{}:{}: write “lemma: form form …”", file.string(), number));
    }
    const std::string head = line.substr(0, line.find_last_not_of(" \t", colon - 1) + 1);
    const Letters lemma = word_letters(head, file, number);
    std::istringstream forms(line.substr(colon + 1));
    const auto add = [&](const Letters& form) {
      add_once(pack.words[form], lemma);
      add_once(pack.folded_words[without_marks(form)], without_marks(lemma));
    };
    add(lemma);
    for (std::string form; forms >> form;) add(word_letters(form, file, number));
  });
}

Neighbour neighbour(char sign) {
  switch (sign) {
    case 'V': return Neighbour::vowel;
    case 'C': return Neighbour::consonant;
    case '^':
    case '$': return Neighbour::edge;
    default: return Neighbour::any;
  }
}

// "latin cyrillic cost [where]", and once "vowels LETTERS".
void read_romanisation(const fs::path& file, Romanisation& scheme) {
  for_each_line(file, [&](const std::string& line, std::size_t number) {
    std::istringstream columns(line);
    std::string latin, own, where;
    columns >> latin >> own;
    if (latin == "vowels") {
      scheme.vowels = word_letters(own, file, number);
      return;
    }
    Reading reading;
    if (!(columns >> reading.cost) || reading.cost < 0) {
      throw std::runtime_error(fmt::format("{}:{}: write “latin cyrillic cost [where]”", file.string(), number));
    }
    if (columns >> where) {
      const std::size_t place = where.find('_');
      if (place == std::string::npos || where.size() > 3 || where.find_first_not_of("VC^$_") != std::string::npos) {
        throw std::runtime_error(fmt::format("{}:{}: “{}” is not like V_, C_C or _$", file.string(), number, where));
      }
      if (place > 0) reading.before = neighbour(where.front());
      if (place + 1 < where.size()) reading.after = neighbour(where.back());
    }
    const Letters group = word_letters(latin, file, number);
    reading.letters = word_letters(own, file, number);
    scheme.longest = std::max(scheme.longest, group.size());
    scheme.readings[group].push_back(std::move(reading));
  });
}

std::vector<Letters> letter_list(const json& members, const char* name) {
  std::vector<Letters> list;
  for (const json& text : members.value(name, json::array())) list.push_back(encode(text.get<std::string>()));
  return list;
}

// "naj", or {"text": "ne", "falls_before": ["ť"], "stays_before": ["osť"]}.
Prefix read_prefix(const json& member) {
  Prefix prefix;
  prefix.text = encode((member.is_object() ? member.at("text") : member).get<std::string>());
  prefix.folded = without_marks(prefix.text);
  if (member.is_object()) {
    prefix.falls_before = letter_list(member, "falls_before");
    prefix.stays_before = letter_list(member, "stays_before");
  }
  return prefix;
}

std::vector<Replacement> replacements(const json& members, const char* name) {
  std::vector<Replacement> list;
  for (const json& pair : members.value(name, json::array())) {
    list.emplace_back(encode(pair.at(0).get<std::string>()), encode(pair.at(1).get<std::string>()));
  }
  return list;
}

void read_settings(const fs::path& folder, const std::string& text, Pack& pack) {
  const json members = json::parse(text);
  pack.code = members.at("code").get<std::string>();
  pack.name = members.at("name").get<std::string>();
  pack.several = members.value("several", pack.several);
  pack.base_bonus = members.value("base_bonus", pack.base_bonus);
  pack.second_rule = members.value("second_rule", pack.second_rule);
  for (const json& prefix : members.value("prefixes", json::array())) pack.prefixes.push_back(read_prefix(prefix));
  pack.clitics = letter_list(members, "clitics");
  pack.combining = replacements(members, "combining");
  pack.respellings = replacements(members, "respellings");
  pack.swaps = replacements(members, "swaps");
  pack.compounds = members.value("compounds", false);
  pack.cyrillic = members.value("script", "Latn") == "Cyrl";
  const auto separator = members.value("group_separator", std::string());
  pack.group_separator = separator.empty() ? '\0' : separator.front();
  for (const json& table : members.at("tables")) {
    pack.tables.push_back(
        {std::make_shared<const Table>(folder / table.at("file").get<std::string>()), table.value("weight", 1.0)});
  }
}

}  // namespace

bool Prefix::falls(const Letters& lemma, bool unmarked) const {
  if (falls_before.empty()) return true;
  const auto ends = [&](const Letters& ending) { return lemma.ends_with(unmarked ? without_marks(ending) : ending); };
  return std::ranges::any_of(falls_before, ends) && std::ranges::none_of(stays_before, ends);
}

Pack load_pack(const fs::path& folder) {
  if (!fs::exists(folder / "figures.json")) {
    throw std::runtime_error(fmt::format(
        "{}: a pack without figures.json is not enabled; measure it first (docs/languages.md)", folder.string()));
  }
  Pack pack;
  std::string rules;  // all small files that change terms
  const fs::path settings = folder / "pack.json";
  try {
    rules = read_file(settings);
    read_settings(folder, rules, pack);
  } catch (const json::exception& fault) {
    throw std::runtime_error(fmt::format("{}: {}", settings.string(), fault.what()));
  }
  read_stop_words(folder / "stop_words.txt", pack);
  read_words(folder / "words.txt", pack);
  if (const fs::path file = folder / "romanisation.txt"; fs::exists(file)) read_romanisation(file, pack.romanisation);
  if (const fs::path not_parts = folder / "not_parts.txt"; fs::exists(not_parts)) {
    for_each_line(not_parts, [&](const std::string& word, std::size_t number) {
      pack.not_parts.insert(word_letters(word, not_parts, number));
    });
    rules += read_file(not_parts);
  }
  rules += read_file(folder / "stop_words.txt") + read_file(folder / "words.txt");
  for (const WeighedTable& table : pack.tables) rules += table.table->hash();
  pack.fingerprint = table_hash(std::as_bytes(std::span(rules)));
  return pack;
}

fs::path packs_folder() {
  if (const char* named = std::getenv("PRAMEN_PACKS"); named != nullptr && *named != '\0') return named;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (const fs::path installed = program.parent_path() / "../share/pramen/packs";
      !failed && fs::is_directory(installed)) {
    return installed;
  }
  return PRAMEN_SOURCE_PACKS;
}

std::vector<std::string> pack_codes(const fs::path& folder) {
  std::vector<std::string> codes;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (fs::exists(entry.path() / "pack.json") && fs::exists(entry.path() / "figures.json")) {
      codes.push_back(entry.path().filename().string());
    }
  }
  std::ranges::sort(codes);
  return codes;
}

}  // namespace pramen::stemmers
