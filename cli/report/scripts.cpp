#include "cli/report/scripts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cli/report/characters.h"

namespace pramen::report {
namespace {

using corpus::say;
using corpus::Sentence;

// A run of letters; hyphens, apostrophes and digits part them: "IT-специалист" is two.
struct Run {
  std::size_t begin = 0, end = 0, letters = 0;
  std::array<std::size_t, 4> of_script{};  // letters, by Script
  char32_t only = 0;                       // its first letter

  std::size_t count(Script script) const { return of_script[static_cast<std::size_t>(script)]; }
  Script main() const {
    const auto most = std::ranges::max_element(of_script);
    return static_cast<Script>(most - of_script.begin());
  }
  // Greek letters stand in Latin words by right: μm, αβ.
  bool mixed() const { return count(Script::latin) > 0 && count(Script::cyrillic) > 0; }
};

std::vector<Run> runs_of(std::string_view text) {
  std::vector<Run> runs;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = next_character(text, at);
    const Script script = script_of(character);
    if (script == Script::none) {
      open = false;
      continue;
    }
    if (!open) runs.push_back({.begin = begin, .only = character});
    open = true;
    runs.back().end = at;
    ++runs.back().letters;
    ++runs.back().of_script[static_cast<std::size_t>(script)];
  }
  return runs;
}

// Small letters that are words in one script and look like a letter of the other.
constexpr std::u32string_view single_latin = U"aceoy", single_cyrillic = U"аосеу";

bool is_odd_single(const std::vector<Run>& runs, std::size_t at, std::string_view text) {
  if (runs[at].letters != 1 || at == 0 || at + 1 == runs.size()) return false;
  const Script script = runs[at].main();
  const auto& singles = script == Script::latin ? single_latin : single_cyrillic;
  if (script == Script::greek || singles.find(runs[at].only) == std::u32string_view::npos) return false;
  const Script other = script == Script::latin ? Script::cyrillic : Script::latin;
  const auto beside = [&](const Run& run, std::size_t from, std::size_t to) {
    return run.letters > 1 && run.main() == other && to - from == 1 && (text[from] == ' ' || text[from] == '\n');
  };
  return beside(runs[at - 1], runs[at - 1].end, runs[at].begin) &&
         beside(runs[at + 1], runs[at].end, runs[at + 1].begin);
}

// The letters of the rarer script, each once: "а".
std::string odd_letters(std::string_view word, Script odd) {
  std::string letters;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    if (script_of(next_character(word, at)) != odd) continue;
    const std::string_view letter = word.substr(begin, at - begin);
    if (letters.find(letter) == std::string::npos) letters += (letters.empty() ? "" : " ") + std::string(letter);
  }
  return letters;
}

class Search {
 public:
  Search(const TextReading& reading, std::vector<corpus::Problem>& problems) : reading_(reading), problems_(problems) {}

  void look(std::string_view text, std::uint32_t line, bool in_lines) {
    const bool ascii = std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; });
    if (ascii) return;
    const std::vector<Run> runs = runs_of(text);
    for (std::size_t i = 0, counted = 0; i < runs.size(); ++i) {
      const bool single = !runs[i].mixed() && is_odd_single(runs, i, text);
      if (!runs[i].mixed() && !single) continue;
      if (in_lines) {
        const std::string_view passed = text.substr(counted, runs[i].begin - counted);
        line += static_cast<std::uint32_t>(std::ranges::count(passed, '\n'));
        counted = runs[i].begin;
      }
      const std::string_view word = text.substr(runs[i].begin, runs[i].end - runs[i].begin);
      report(line, single ? single_in_words(word, runs[i], runs[i + 1]) : mixed_in_words(word, runs[i]));
    }
  }

  // One text must not drown all others.
  void finish() {
    if (left_out_ == 0) return;
    corpus::Problem& last = problems_.back();
    last.what = say("{}, as do {} more words of this text", last.what, left_out_);
  }

 private:
  static constexpr std::size_t most = 20;

  static Sentence mixed_in_words(std::string_view word, const Run& run) {
    const Script main = run.main(), odd = main == Script::latin ? Script::cyrillic : Script::latin;
    return say("“{}” mixes scripts: {} is {}, the rest {}", first_characters(word, 60), odd_letters(word, odd),
               in_words(odd), in_words(main));
  }
  static Sentence single_in_words(std::string_view word, const Run& run, const Run& next) {
    return say("“{}” is a {} letter among {} words", word, in_words(run.main()), in_words(next.main()));
  }

  void report(std::uint32_t line, Sentence&& what) {
    if (found_++ >= most) {
      ++left_out_;
      return;
    }
    problems_.push_back({.severity = corpus::Severity::warning,
                         .where = reading_.where(line),
                         .rule = "mixed-scripts",
                         .what = std::move(what),
                         .hint = say("type it anew with one keyboard")});
  }

  const TextReading& reading_;
  std::vector<corpus::Problem>& problems_;
  std::size_t found_ = 0, left_out_ = 0;
};

}  // namespace

void find_mixed_scripts(const TextReading& reading, std::vector<corpus::Problem>& problems) {
  const corpus::TextPlaces& places = *reading.places;
  Search search(reading, problems);
  search.look(reading.text->title, places.title.line, false);
  for (const std::string& name : reading.text->alternative) search.look(name, places.title.line, false);
  search.look(reading.text->summary, places.summary.line, false);
  search.look(reading.text->body, places.body.line, places.body_in_lines);
  search.finish();
}

}  // namespace pramen::report
