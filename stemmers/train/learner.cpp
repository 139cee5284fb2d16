#include "stemmers/train/learner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "stemmers/train/automaton_builder.h"
#include "stemmers/train/ending_sets_builder.h"
#include "stemmers/train/families.h"
#include "stemmers/train/lexicon.h"
#include "stemmers/train/ngrams.h"
#include "stemmers/train/parts.h"
#include "stemmers/train/source_reader.h"
#include "stemmers/train/suffix_rules.h"

namespace pramen::stemmers::train {
namespace {

// A form whose prefix the pack takes off: nerobím of robiť.
bool prefixed(const Letters& form, const Letters& lemma, const std::vector<Letters>& prefixes) {
  return std::ranges::any_of(prefixes, [&](const Letters& prefix) {
    return form.size() > prefix.size() + 3 && form.starts_with(prefix) && !lemma.starts_with(prefix) &&
           form.front() != lemma.front();
  });
}

// Every source votes for its lemmas, the best one with the source's whole weight.
Lexicon vote(const std::vector<std::pair<const SourceRecipe*, Lexicon>>& sources, double keep,
             const std::vector<Letters>& prefixes) {
  std::vector<Entry> ordinary, last_resort;
  for (const auto& [source, lexicon] : sources) {
    for (const Entry& entry : lexicon) {
      Entry ballot{entry.form, entry.lemmas};
      for (Weighted& lemma : ballot.lemmas) lemma.weight *= source->weight / entry.lemmas.front().weight;
      (source->last_resort ? last_resort : ordinary).push_back(std::move(ballot));
    }
  }
  Lexicon result = sorted(std::move(ordinary));
  Lexicon spare = sorted(std::move(last_resort));
  std::erase_if(spare, [&](const Entry& entry) { return find(result, entry.form) != nullptr; });
  result.insert(result.end(), std::make_move_iterator(spare.begin()), std::make_move_iterator(spare.end()));
  std::ranges::sort(result, {}, &Entry::form);
  for (Entry& entry : result) {
    std::erase_if(entry.lemmas, [&](const Weighted& lemma) { return prefixed(entry.form, lemma.lemma, prefixes); });
    if (entry.lemmas.empty()) continue;
    const double least = keep * entry.lemmas.front().weight;
    std::erase_if(entry.lemmas, [&](const Weighted& lemma) { return lemma.weight < least; });
  }
  std::erase_if(result, [](const Entry& entry) { return entry.lemmas.empty(); });
  return result;
}

// A lemma is a word too, even where no source lists it as a form.
void add_bases(Lexicon& lexicon) {
  std::vector<Letters> missing;
  for (const Entry& entry : lexicon) {
    for (const Weighted& lemma : entry.lemmas) {
      if (find(lexicon, lemma.lemma) == nullptr) missing.push_back(lemma.lemma);
    }
  }
  std::ranges::sort(missing);
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  for (const Letters& base : missing) lexicon.push_back({base, {{base, 1}}});
  std::ranges::sort(lexicon, {}, &Entry::form);
}

std::vector<std::uint32_t> automaton_of(const Lexicon& lexicon, std::size_t most, EndingSetsBuilder& endings) {
  AutomatonBuilder builder;
  for (const Entry& entry : lexicon) {
    std::vector<std::uint32_t> changes;
    for (const Weighted& lemma : entry.lemmas) {
      if (changes.size() == most) break;
      changes.push_back(endings.change(change_between(entry.form, lemma.lemma)));
    }
    builder.add(entry.form, endings.set(changes));
  }
  return builder.take();
}

// What a word typed without marks may mean: forms that look alike without them,
// weighted by use. Only rules are learnt of it; known forms are looked up among
// the marked ones (lemmatiser.h).
Lexicon unmarked(const Lexicon& lexicon, const Counts& counts) {
  std::vector<Entry> entries;
  for (const Entry& entry : lexicon) {
    const auto count = counts.find(entry.form);
    const double weight = 1 + std::sqrt(count == counts.end() ? 0 : count->second);
    Entry seen{without_marks(entry.form), {}};
    for (const Weighted& lemma : entry.lemmas) seen.lemmas.push_back({without_marks(lemma.lemma), weight});
    entries.push_back(std::move(seen));
  }
  return sorted(std::move(entries));
}

Lexicon only_best(Lexicon lexicon) {
  for (Entry& entry : lexicon) {
    entry.lemmas.resize(1);
    entry.lemmas.front().weight = 1;
  }
  return lexicon;
}

constexpr std::uint32_t least_frequency_step = 4;  // 256 times in the counts

// How often a word is used, as the logarithm to base 2, in steps of two; rare
// words are left out.
std::vector<std::uint32_t> frequencies(const Counts& counts) {
  AutomatonBuilder builder;
  for (const auto& [word, count] : counts) {
    const auto step = static_cast<std::uint32_t>(std::log2(std::max(count, 1.0)) / 2);
    if (step >= least_frequency_step) builder.add(word, 2 * step);
  }
  return builder.take();
}

}  // namespace

std::vector<Section> learn_table(const TableRecipe& table, const SourceFiles& files, const Say& say) {
  const auto file_of = [&](const SourceRecipe& source) {
    const auto file = files.find(source.name);
    if (file == files.end()) {
      throw std::runtime_error(fmt::format("the table {} needs the source {}: --source {}=FILE ({})", table.name,
                                           source.name, source.name, source.title));
    }
    return file->second;
  };
  Counts counts;
  std::set<std::string> vocabulary;
  for (const SourceRecipe& source : table.sources) {
    if (source.format == Format::counts) {
      for (const auto& [word, count] : read_counts(file_of(source))) counts[word] += count;
      for (const auto& [word, count] : counts) vocabulary.insert(decode(word));
    } else if (source.format == Format::vocabulary) {
      vocabulary.merge(read_vocabulary(file_of(source)));
    } else {
      continue;
    }
    say(fmt::format("{}: {} words", source.name, vocabulary.size()));
  }
  std::vector<std::pair<const SourceRecipe*, Lexicon>> sources;
  for (const SourceRecipe& source : table.sources) {
    if (source.format == Format::counts || source.format == Format::vocabulary) continue;
    sources.emplace_back(&source, read_source(source, file_of(source), vocabulary));
    say(fmt::format("{}: {} forms", source.name, sources.back().second.size()));
  }
  Lexicon lexicon = vote(sources, table.keep, table.prefixes);
  EndingSetsBuilder endings;
  std::vector<Section> sections;
  const auto add = [&](const char* name, std::vector<std::uint32_t> words) {
    if (words.empty()) return;
    say(fmt::format("{}: {} kB", name, words.size() * sizeof(std::uint32_t) / 1000));
    sections.emplace_back(name, std::move(words));
  };
  if (table.rules) {
    Lexicon equal = lexicon;
    for (Entry& entry : equal) {
      for (Weighted& lemma : entry.lemmas) lemma.weight = 1;
    }
    add("rules", learn_suffix_rules(equal, table.rule_options, endings));
  }
  add_bases(lexicon);
  add("lexicon", automaton_of(lexicon, 4, endings));
  if (table.folded_rules) {
    add("folded_rules", learn_suffix_rules(only_best(unmarked(lexicon, counts)), table.rule_options, endings));
  }
  if (table.frequencies) add("frequencies", frequencies(counts));
  if (table.families) {
    for (Section& section : learn_families(lexicon, endings)) add(section.first.c_str(), std::move(section.second));
  }
  if (table.parts) add("parts", learn_parts(lexicon, counts, table.links));
  if (table.ngrams) add("ngrams", learn_ngrams(counts));
  add("endings", endings.section());
  return sections;
}

}  // namespace pramen::stemmers::train
