// The report in plain words.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "cli/report/characters.h"
#include "cli/report/table.h"
#include "cli/report/writers.h"

namespace pramen::report {
namespace {

// Any number as it stands in a cell.
std::string cell(std::size_t number) { return std::to_string(number); }

std::string place(const corpus::Position& where) {
  return fmt::format("{}:{}", where.file, std::max<std::size_t>(where.line, 1));
}

std::string joined(const std::vector<std::string>& items) { return fmt::format("{}", fmt::join(items, ", ")); }

class TextWriter {
 public:
  TextWriter(const Report& report, const corpus::Schema& schema, std::size_t most, std::string_view lang)
      : report_(report), schema_(schema), most_(most == 0 ? SIZE_MAX : most), lang_(lang) {}

  std::string take() {
    text_ = fmt::format("{} records{}\n", report_.read.records,
                        report_.read.faulty == 0 ? "" : fmt::format(", {} more with faults", report_.read.faulty));
    faults();
    counts();
    translations();
    relations();
    duplicates();
    language();
    shared_sentences();
    sources();
    terms();
    links();
    return std::move(text_);
  }

 private:
  void heading(std::string_view words) { text_ += fmt::format("\n{}\n", words); }
  void line(std::string_view words) { text_ += fmt::format("  {}\n", words); }

  template <typename Rows, typename Line>
  void list(const Rows& rows, Line line_of) {
    const std::size_t shown = std::min<std::size_t>(rows.size(), most_);
    for (std::size_t i = 0; i < shown; ++i) line(line_of(rows[i]));
    if (shown < rows.size()) line(fmt::format("… and {} more (--limit 0 shows all)", rows.size() - shown));
  }
  // A heading with the number of what follows, or that there is nothing.
  template <typename Rows, typename Line>
  void section(std::string_view words, const Rows& rows, Line line_of) {
    heading(rows.empty() ? fmt::format("{}: none", words) : fmt::format("{}: {}", words, rows.size()));
    list(rows, line_of);
  }

  std::string plural(const corpus::Kind& kind) const {
    return std::string(corpus::label_in(kind.plural, "en", kind.name));
  }
  std::string country(const std::string& key) const {
    return key.empty() ? "(no country)" : schema_.value_label("country", key, "en");
  }

  void faults();
  void counts();
  void countries();
  void languages();
  void translations();
  void relations();
  void duplicates();
  void language();
  void shared_sentences();
  void sources();
  void terms();
  void links();
  void links_with(LinkOutcome outcome, std::string_view words);

  const Report& report_;
  const corpus::Schema& schema_;
  const std::size_t most_;
  const std::string_view lang_;
  std::string text_;
};

void TextWriter::faults() {
  if (report_.fault_count == 0) return;
  heading(fmt::format("Faults (their records are left out below): {}", report_.fault_count));
  list(report_.faults, [&](const corpus::Problem& problem) { return corpus::to_text(problem, lang_); });
}

void TextWriter::counts() {
  heading("By kind");
  Table table({"", "records", "without a source"});
  for (std::size_t i = 0; i < report_.counts.kinds.size(); ++i) {
    const Counts::KindRow& row = report_.counts.kinds[i];
    table.add({plural(schema_.kinds()[i]), cell(row.records), cell(row.without_source)});
  }
  text_ += table.text();
  countries();
  languages();
  if (!report_.counts.without_source.empty()) {
    section("Records without a source", report_.counts.without_source, [](const std::string& id) { return id; });
  }
}

void TextWriter::countries() {
  heading("By country");
  std::vector<std::string> head = {""};
  for (const corpus::Kind& kind : schema_.kinds()) head.push_back(plural(kind));
  head.push_back("together");
  Table table(std::move(head));
  for (const Counts::CountryRow& row : report_.counts.countries) {
    std::vector<std::string> cells = {country(row.country)};
    for (const std::size_t records : row.kinds) cells.push_back(cell(records));
    cells.push_back(cell(row.records));
    table.add(std::move(cells));
  }
  text_ += table.text();
}

void TextWriter::languages() {
  heading("By language");
  Table table({"", "texts", "originals"});
  for (std::size_t i = 0; i < schema_.languages().size(); ++i) {
    const Translations::Totals totals = report_.translations.of_language(i);
    table.add({schema_.languages()[i], cell(totals.texts), cell(totals.originals)});
  }
  text_ += table.text();
}

void TextWriter::translations() {
  heading("Translations (there/missing; * so many are older than their original)");
  std::vector<std::string> head = {""};
  for (const std::string& lang : schema_.languages()) head.push_back(lang);
  Table table(std::move(head));
  for (std::size_t i = 0; i < schema_.kinds().size(); ++i) {
    std::vector<std::string> cells = {plural(schema_.kinds()[i])};
    for (const Translations::Cell& cell : report_.translations.cells[i]) {
      cells.push_back(fmt::format("{}/{}{}", cell.there + cell.undated + cell.stale, cell.missing,
                                  cell.stale == 0 ? "" : fmt::format(" *{}", cell.stale)));
    }
    table.add(std::move(cells));
  }
  text_ += table.text();
  section("Stale translations", report_.translations.stale, [](const Translations::Stale& stale) {
    return fmt::format("{}: made from {}, the original is now {}{}", place(stale.where), stale.made_from, stale.now,
                       stale.since.empty() ? "" : ", since " + stale.since);
  });
  section("Records with missing translations", report_.translations.missing, [](const Translations::Missing& missing) {
    return fmt::format("{}: {}", place(missing.where), joined(missing.languages));
  });
}

void TextWriter::relations() {
  heading("Relations (all/one-sided; from the kind on the left to the one above)");
  std::vector<std::string> head = {""};
  for (const corpus::Kind& kind : schema_.kinds()) head.push_back(plural(kind));
  Table table(std::move(head));
  for (std::size_t i = 0; i < schema_.kinds().size(); ++i) {
    std::vector<std::string> cells = {plural(schema_.kinds()[i])};
    for (const Relations::KindPair& pair : report_.relations.kinds[i])
      cells.push_back(fmt::format("{}/{}", pair.all, pair.one_sided));
    table.add(std::move(cells));
  }
  text_ += table.text();
  for (const Relations::Role& role : report_.relations.roles)
    text_ += fmt::format("  {}: {} in {} records\n", role.field, role.all, role.records);
  section("One-sided relations", report_.relations.one_sided, [](const Relations::OneSided& pair) {
    return fmt::format("{}: {} names {}, but not the other way round", place(pair.where), pair.from, pair.to);
  });
  section("Organisations that no record names", report_.relations.orphans, [](const Relations::Orphan& orphan) {
    return fmt::format("{}: {}{}", place(orphan.where), orphan.record,
                       orphan.names == 0 ? "" : fmt::format(" (names {} itself)", orphan.names));
  });
}

void TextWriter::duplicates() {
  section("Likely duplicates", report_.duplicates, [](const Duplicate& pair) {
    return fmt::format("{:.2f}  {} and {}\n          {}\n          {}, {}", pair.score, pair.a.record, pair.b.record,
                       fmt::join(pair.reasons, "; "), place(pair.a.where), place(pair.b.where));
  });
}

void TextWriter::language() {
  section("Language", report_.language, [&](const corpus::Problem& problem) {
    return fmt::format("{}: {} ({})", place(problem.where), problem.what.in(lang_), problem.hint.in(lang_));
  });
}

void TextWriter::shared_sentences() {
  section("Sentences that stand in several records", report_.shared_sentences, [](const SharedSentence& shared) {
    std::string places;
    for (const SharedSentence::At& at : shared.places) places += "\n      " + place(at.where);
    const std::size_t more = shared.records - shared.places.size();
    return fmt::format("“{}”{}{}", first_characters(shared.text, 100), places,
                       more == 0 ? "" : fmt::format("\n      … and {} more", more));
  });
}

void TextWriter::sources() {
  const Sources& sources = report_.sources;
  heading(fmt::format("Sources: {} addresses at {} hosts", sources.addresses, sources.hosts));
  Table table({"", "addresses"});
  for (const Sources::Host& host : sources.top) table.add({host.host, cell(host.addresses)});
  if (!table.empty()) text_ += table.text();
  section("Addresses that several records name", sources.shared, [](const Sources::Shared& shared) {
    return fmt::format("{} in {}: {}", shared.address, shared.count, joined(shared.records));
  });
  section("Addresses with plain http", sources.plain_http,
          [](const Sources::PlainHttp& source) { return fmt::format("{}: {}", place(source.where), source.address); });
}

void TextWriter::terms() {
  if (!report_.terms) return heading("Terms: the thesaurus has faults");
  const Terms& terms = *report_.terms;
  heading(fmt::format("Terms: of {} concepts {} are used in texts, {} have a definition", terms.concepts, terms.used,
                      terms.defined));
  const auto counted = [](const Terms::Term& term) {
    return fmt::format("{} ({}): {} records", term.label, term.concept_id, term.records);
  };
  const auto named = [](const Terms::Term& term) { return fmt::format("{} ({})", term.label, term.concept_id); };
  section("Used, but not defined", terms.undefined, counted);
  section("Defined, but used by no other record", terms.unused, named);
  section("Neither used nor defined", terms.idle, named);
}

void TextWriter::links() {
  if (!report_.links) return;
  const Links& links = *report_.links;
  heading(fmt::format("Links: {} addresses at {} hosts, {} are there; {} were asked now", links.list.size(),
                      links.hosts, links.count(LinkOutcome::alive), links.asked));
  links_with(LinkOutcome::dead, "Dead links");
  links_with(LinkOutcome::moved, "Links that have moved for good");
  links_with(LinkOutcome::unclear, "Links that could not be checked");
}

void TextWriter::links_with(LinkOutcome outcome, std::string_view words) {
  section(words, report_.links->with(outcome), [&](const Link* link) {
    const LinkAnswer& answer = link->answer;
    std::string text = link->address;
    if (answer.outcome != LinkOutcome::moved) text += fmt::format(" ({})", in_words(answer).in(lang_));
    if (!answer.moved_to.empty()) text += " → " + answer.moved_to;
    const std::size_t shown = std::min(link->places.size(), most_);
    for (std::size_t i = 0; i < shown; ++i) {
      const corpus::Position& where = link->places[i].where;
      text += fmt::format("\n    {}:{}", place(where), std::max<std::size_t>(where.column, 1));
    }
    if (shown < link->places.size()) text += fmt::format("\n    … and {} more", link->places.size() - shown);
    return text;
  });
}

}  // namespace

std::string to_text(const Report& report, const corpus::Schema& schema, std::size_t most, std::string_view lang) {
  return TextWriter(report, schema, most, lang).take();
}

}  // namespace pramen::report
