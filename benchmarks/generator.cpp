#include "benchmarks/generator.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "corpus/record.h"

namespace pramen::benchmarks {
namespace {

constexpr std::size_t vocabulary_size = 60'000;

struct Letters {
  std::string_view lang, country;
  std::vector<std::string> onsets, nuclei, codas;
};

const std::array<Letters, 6>& letters() {
  static const std::array<Letters, 6> all = {{
      {"sk",
       "sk",
       {"p", "b", "v", "s", "z", "č", "š", "ž", "k", "r", "l", "m", "n", "st", "pr"},
       {"a", "á", "e", "é", "i", "í", "o", "u", "ú", "y", "ô"},
       {"", "", "n", "m", "ť", "ľ", "ch", "v"}},
      {"cs",
       "cz",
       {"p", "b", "v", "s", "z", "č", "ř", "ž", "k", "r", "l", "m", "n", "st", "př"},
       {"a", "á", "e", "ě", "i", "í", "o", "u", "ů", "y"},
       {"", "", "n", "m", "t", "l", "ch", "v"}},
      {"de",
       "at",
       {"b", "d", "f", "g", "k", "l", "m", "n", "r", "s", "sch", "st", "w", "z"},
       {"a", "ä", "e", "i", "o", "ö", "u", "ü", "ei", "ie", "au"},
       {"", "n", "r", "ng", "t", "ß", "ch"}},
      {"hu",
       "hu",
       {"b", "d", "f", "gy", "k", "l", "m", "n", "ny", "r", "sz", "s", "t", "v", "z"},
       {"a", "á", "e", "é", "i", "o", "ó", "ö", "ő", "u", "ü", "ű"},
       {"", "", "k", "t", "n", "l", "s"}},
      {"bg",
       "bg",
       {"б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ч"},
       {"а", "е", "и", "о", "у", "ъ", "ю", "я"},
       {"", "", "й", "н", "т", "ст"}},
      {"en",
       "eu",
       {"b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "th", "w"},
       {"a", "e", "i", "o", "u", "ea", "oo"},
       {"", "n", "r", "s", "t", "ng", "ck"}},
  }};
  return all;
}

std::uint64_t splitmix(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

// The word of a rank, from the rank alone: commoner words are shorter.
std::string make_word(const Letters& letters, std::size_t rank) {
  std::uint64_t state = rank * 0x2545f4914f6cdd1d + 12345;
  const std::size_t syllables = 1 + static_cast<std::size_t>(std::log2(static_cast<double>(rank) + 2) / 4.2);
  std::string word;
  for (std::size_t i = 0; i < syllables; ++i) {
    word += letters.onsets[splitmix(state) % letters.onsets.size()];
    word += letters.nuclei[splitmix(state) % letters.nuclei.size()];
    word += letters.codas[splitmix(state) % letters.codas.size()];
  }
  return word;
}

}  // namespace

struct Generator::Vocabulary {
  std::string_view lang, country;
  std::vector<std::string> words;
};

Generator::Generator(std::uint64_t seed) : state_(seed) {
  for (const Letters& language : letters()) {
    Vocabulary& vocabulary = vocabularies_.emplace_back(Vocabulary{language.lang, language.country, {}});
    for (std::size_t rank = 0; rank < vocabulary_size; ++rank) vocabulary.words.push_back(make_word(language, rank));
  }
}

Generator::~Generator() = default;

double Generator::uniform() { return static_cast<double>(splitmix(state_) >> 11) * 0x1.0p-53; }

std::size_t Generator::below(std::size_t bound) { return static_cast<std::size_t>(splitmix(state_) % bound); }

// Rank r with probability proportional to 1 / (r + 1), by inverting the logarithm.
std::size_t Generator::zipf() {
  const double rank = std::exp(uniform() * std::log(static_cast<double>(vocabulary_size) + 1)) - 1;
  return std::min(static_cast<std::size_t>(rank), vocabulary_size - 1);
}

std::string Generator::word(std::string_view lang, std::size_t rank) const {
  const auto found = std::ranges::find(vocabularies_, lang, &Vocabulary::lang);
  return found->words[std::min(rank, vocabulary_size - 1)];
}

std::string Generator::text(std::string_view lang, std::size_t words) {
  const auto& vocabulary = std::ranges::find(vocabularies_, lang, &Vocabulary::lang)->words;
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) text += i % 14 == 0 ? ". " : " ";
    text += vocabulary[zipf()];
  }
  return text;
}

std::string Generator::next_line() {
  static const corpus::Schema schema = corpus::Schema::bundled();
  constexpr std::array<std::string_view, 3> kinds = {"case_study", "definition", "organisation"};
  const Vocabulary& home = vocabularies_[below(vocabularies_.size())];
  const auto value = [&](const char* facet) {
    const auto values = schema.facet(facet)->vocabulary->values();
    return values[below(values.size())].key;
  };
  corpus::Record record{.id = "r" + std::to_string(made_++),
                        .kind = std::string(kinds[below(kinds.size())]),
                        .original = std::string(home.lang)};
  record.facts["country"] = std::string(home.country);
  std::vector<std::string> topics = {value("topics"), value("topics")};
  if (topics[0] == topics[1]) topics.pop_back();
  record.facts["topics"] = std::move(topics);
  record.facts["target_groups"] = std::vector<std::string>{value("target_groups")};
  record.facts["stage"] = value("stage");
  record.facts["year"] = static_cast<std::int64_t>(1990 + below(36));
  corpus::Text& text = record.texts[std::string(home.lang)];
  text.title = this->text(home.lang, 5);
  text.summary = this->text(home.lang, 20);
  text.body = this->text(home.lang, 180);
  return corpus::to_json(record) + "\n";
}

std::string beginning(std::string_view word, std::size_t characters) {
  std::size_t at = 0;
  for (; characters > 0 && at < word.size(); --characters) {
    for (++at; at < word.size() && (static_cast<unsigned char>(word[at]) & 0xC0) == 0x80;) ++at;
  }
  return std::string(word.substr(0, at));
}

}  // namespace pramen::benchmarks
