// The report for programs; members are named in docs/editors.md.
#include <fmt/chrono.h>

#include <algorithm>
#include <cmath>
#include <ctime>

#include "cli/problem_list.h"
#include "cli/report/writers.h"

namespace pramen::report {
namespace {

using Json = nlohmann::ordered_json;

template <typename Rows, typename Make>
Json list(const Rows& rows, Make make) {
  Json array = Json::array();
  for (const auto& row : rows) array.push_back(make(row));
  return array;
}

Json with_place(const corpus::Position& where, Json members) {
  Json json = {{"file", where.file}, {"line", std::max<std::size_t>(where.line, 1)}};
  json.update(members);
  return json;
}

// "2026-11-28T08:30:00Z"
std::string utc(std::int64_t seconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

Json counts(const Report& report, const corpus::Schema& schema) {
  Json languages = Json::array();
  for (std::size_t i = 0; i < schema.languages().size(); ++i) {
    const Translations::Totals totals = report.translations.of_language(i);
    languages.push_back(
        {{"language", schema.languages()[i]}, {"texts", totals.texts}, {"originals", totals.originals}});
  }
  const auto country = [&](const Counts::CountryRow& row) {
    Json kinds = Json::object();
    for (std::size_t i = 0; i < row.kinds.size(); ++i) kinds[schema.kinds()[i].name] = row.kinds[i];
    return Json{{"country", row.country.empty() ? Json() : Json(row.country)},
                {"records", row.records},
                {"kinds", std::move(kinds)}};
  };
  const auto kind = [](const Counts::KindRow& row) {
    return Json{{"kind", row.kind}, {"records", row.records}, {"without_source", row.without_source}};
  };
  return {{"kinds", list(report.counts.kinds, kind)},
          {"countries", list(report.counts.countries, country)},
          {"languages", std::move(languages)},
          {"without_source", report.counts.without_source}};
}

Json translations(const Report& report, const corpus::Schema& schema) {
  Json matrix = Json::array();
  for (std::size_t kind = 0; kind < schema.kinds().size(); ++kind) {
    for (std::size_t lang = 0; lang < schema.languages().size(); ++lang) {
      const Translations::Cell& cell = report.translations.cells[kind][lang];
      matrix.push_back({{"kind", schema.kinds()[kind].name},
                        {"language", schema.languages()[lang]},
                        {"originals", cell.original},
                        {"there", cell.there},
                        {"stale", cell.stale},
                        {"without_hash", cell.undated},
                        {"missing", cell.missing}});
    }
  }
  const auto stale = [](const Translations::Stale& row) {
    return with_place(row.where, {{"record", row.record},
                                  {"language", row.lang},
                                  {"made_from", row.made_from},
                                  {"expected", row.now},
                                  {"since", row.since.empty() ? Json() : Json(row.since)}});
  };
  const auto missing = [](const Translations::Missing& row) {
    return with_place(row.where, {{"record", row.record}, {"languages", row.languages}});
  };
  return {{"matrix", std::move(matrix)},
          {"stale", list(report.translations.stale, stale)},
          {"missing", list(report.translations.missing, missing)}};
}

Json relations(const Report& report, const corpus::Schema& schema) {
  Json kinds = Json::array();
  for (std::size_t from = 0; from < schema.kinds().size(); ++from) {
    for (std::size_t to = 0; to < schema.kinds().size(); ++to) {
      const Relations::KindPair& pair = report.relations.kinds[from][to];
      if (pair.all == 0) continue;
      kinds.push_back({{"from", schema.kinds()[from].name},
                       {"to", schema.kinds()[to].name},
                       {"all", pair.all},
                       {"one_sided", pair.one_sided}});
    }
  }
  const auto one_sided = [](const Relations::OneSided& row) {
    return with_place(row.where, {{"from", row.from}, {"to", row.to}});
  };
  const auto orphan = [](const Relations::Orphan& row) {
    return with_place(row.where, {{"record", row.record}, {"names", row.names}});
  };
  Json roles = Json::array();
  for (const Relations::Role& role : report.relations.roles)
    roles.push_back({{"field", role.field}, {"all", role.all}, {"records", role.records}});
  return {{"kinds", std::move(kinds)},
          {"roles", std::move(roles)},
          {"one_sided", list(report.relations.one_sided, one_sided)},
          {"orphans", list(report.relations.orphans, orphan)}};
}

Json duplicates(const Report& report) {
  return list(report.duplicates, [](const Duplicate& pair) {
    const auto side = [](const Duplicate::Side& one) { return with_place(one.where, {{"record", one.record}}); };
    return Json{{"score", std::round(pair.score * 1000) / 1000},
                {"reasons", pair.reasons},
                {"records", Json::array({side(pair.a), side(pair.b)})}};
  });
}

Json shared_sentences(const Report& report) {
  return list(report.shared_sentences, [](const SharedSentence& shared) {
    const auto place = [](const SharedSentence::At& at) { return with_place(at.where, {{"record", at.record}}); };
    return Json{{"sentence", shared.text},
                {"language", shared.lang},
                {"records", shared.records},
                {"places", list(shared.places, place)}};
  });
}

Json sources(const Report& report) {
  const auto host = [](const Sources::Host& row) { return Json{{"host", row.host}, {"addresses", row.addresses}}; };
  const auto shared = [](const Sources::Shared& row) {
    return Json{{"address", row.address}, {"count", row.count}, {"records", row.records}};
  };
  const auto plain = [](const Sources::PlainHttp& row) {
    return with_place(row.where, {{"record", row.record}, {"address", row.address}});
  };
  return {{"addresses", report.sources.addresses},
          {"hosts", report.sources.hosts},
          {"top_hosts", list(report.sources.top, host)},
          {"shared", list(report.sources.shared, shared)},
          {"plain_http", list(report.sources.plain_http, plain)}};
}

Json terms(const Report& report) {
  if (!report.terms) return nullptr;
  const auto term = [](const Terms::Term& row) {
    return Json{{"concept", row.concept_id}, {"label", row.label}, {"records", row.records}};
  };
  return {{"concepts", report.terms->concepts},
          {"used", report.terms->used},
          {"defined", report.terms->defined},
          {"used_not_defined", list(report.terms->undefined, term)},
          {"defined_not_used", list(report.terms->unused, term)},
          {"neither", list(report.terms->idle, term)}};
}

Json links(const Report& report, std::string_view lang) {
  if (!report.links) return nullptr;
  const auto place = [](const LinkPlace& one) {
    return Json{{"file", one.where.file},
                {"line", std::max<std::size_t>(one.where.line, 1)},
                {"column", std::max<std::size_t>(one.where.column, 1)},
                {"record", one.record.empty() ? Json() : Json(one.record)}};
  };
  const auto link = [&](const Link* one) {
    const LinkAnswer& answer = one->answer;
    return Json{{"address", one->address},
                {"host", one->host},
                {"reason", name_of(answer.reason)},
                {"status", answer.status == 0 ? Json() : Json(answer.status)},
                {"message", in_words(answer).in(lang)},
                {"moved_to", answer.moved_to.empty() ? Json() : Json(answer.moved_to)},
                {"asked", answer.asked == 0 ? Json() : Json(utc(answer.asked))},
                {"places", list(one->places, place)}};
  };
  const Links& links = *report.links;
  return {{"language", lang},
          {"addresses", links.list.size()},
          {"hosts", links.hosts},
          {"asked", links.asked},
          {"alive", links.count(LinkOutcome::alive)},
          {"dead", list(links.with(LinkOutcome::dead), link)},
          {"moved", list(links.with(LinkOutcome::moved), link)},
          {"unclear", list(links.with(LinkOutcome::unclear), link)}};
}

}  // namespace

std::string to_json(const Report& report, const corpus::Schema& schema, std::string_view lang) {
  const auto problem = [&](const corpus::Problem& row) { return corpus::to_json(row, lang); };
  return cli::dump({{"records", report.read.records},
                    {"faulty", report.read.faulty},
                    {"complete", !report.read.stopped},
                    {"faults", {{"count", report.fault_count}, {"list", list(report.faults, problem)}}},
                    {"counts", counts(report, schema)},
                    {"translations", translations(report, schema)},
                    {"relations", relations(report, schema)},
                    {"duplicates", duplicates(report)},
                    {"language", {{"count", report.language_count}, {"list", list(report.language, problem)}}},
                    {"shared_sentences", shared_sentences(report)},
                    {"sources", sources(report)},
                    {"terms", terms(report)},
                    {"links", links(report, lang)}});
}

}  // namespace pramen::report
