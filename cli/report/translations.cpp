#include "cli/report/translations.h"

#include <utility>

#include "cli/report/file_history.h"

namespace pramen::report {
namespace {

void add_days(std::vector<Translations::Stale>& list) {
  std::vector<std::string> files;
  for (const Translations::Stale& stale : list) files.insert(files.end(), {stale.where.file, stale.original});
  const FileHistory history(std::move(files));
  for (Translations::Stale& stale : list) stale.since = history.changed_after(stale.original, stale.where.file);
}

}  // namespace

Translations::Totals Translations::of_language(std::size_t number) const {
  Totals totals;
  for (const std::vector<Cell>& kind : cells) {
    totals.originals += kind[number].original;
    totals.texts += kind[number].original + kind[number].there + kind[number].stale + kind[number].undated;
  }
  return totals;
}

void TranslationsReader::add(Number number, const corpus::Record& record, const corpus::RecordPlaces& places) {
  for (const std::string& lang : schema_.languages()) {
    const auto text = record.texts.find(lang);
    State state = State::there;
    if (text == record.texts.end()) {
      state = State::missing;
    } else if (lang == record.original) {
      state = State::original;
    } else if (text->second.stale) {
      state = State::stale;
      Translations::Stale stale;
      stale.where.file = places.at(lang).file;
      stale.where.line = places.at(lang).title.line;
      stale.original = places.at(record.original).file;
      stale.record = record.id;
      stale.lang = lang;
      stale.made_from = text->second.translation_of;
      stale.now = corpus::text_hash(record.texts.at(record.original));
      stale_.push_back({number, std::move(stale)});
    } else if (text->second.translation_of.empty()) {
      state = State::undated;
    }
    states_.push_back(state);
  }
}

Translations TranslationsReader::finish(const Catalogue& catalogue) const {
  using Cell = Translations::Cell;
  const auto languages = schema_.languages();
  Translations result;
  result.cells.assign(schema_.kinds().size(), std::vector<Cell>(languages.size()));
  for (Number i = 0; i < catalogue.size(); ++i) {
    if (catalogue[i].withdrawn) continue;
    Translations::Missing missing;
    for (std::size_t lang = 0; lang < languages.size(); ++lang) {
      Cell& cell = result.cells[catalogue[i].kind][lang];
      switch (states_[i * languages.size() + lang]) {
        case State::original: ++cell.original; break;
        case State::there: ++cell.there; break;
        case State::stale: ++cell.stale; break;
        case State::undated: ++cell.undated; break;
        case State::missing: ++cell.missing; missing.languages.push_back(languages[lang]);
      }
    }
    if (missing.languages.empty()) continue;
    missing.where = catalogue.where(i);
    missing.record = catalogue[i].id;
    result.missing.push_back(std::move(missing));
  }
  for (const auto& [number, stale] : stale_) {
    if (!catalogue[number].withdrawn) result.stale.push_back(stale);
  }
  add_days(result.stale);
  return result;
}

}  // namespace pramen::report
