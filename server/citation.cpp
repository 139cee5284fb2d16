#include "server/citation.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "server/api.h"
#include "server/api_answer.h"
#include "server/frame.h"
#include "server/problem.h"
#include "server/target.h"

namespace pramen::server {
namespace {

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// --- BibTeX ---------------------------------------------------------------------

// What TeX takes for itself is written as a command; of braces an unpaired one would end the field.
std::string tex(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '\\': escaped += "\\textbackslash{}"; break;
      case '~': escaped += "\\textasciitilde{}"; break;
      case '^': escaped += "\\textasciicircum{}"; break;
      case '{':
      case '}':
      case '%':
      case '&':
      case '#':
      case '$':
      case '_': escaped.append("\\").append(1, c); break;
      default: escaped += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return escaped;
}

// As babel and polyglossia name it.
std::string_view tex_language(std::string_view lang) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"sk", "slovak"}, {"cs", "czech"}, {"de", "german"}, {"hu", "magyar"}, {"bg", "bulgarian"}, {"en", "english"}};
  const auto found = std::ranges::find(names, lang, &std::pair<std::string_view, std::string_view>::first);
  return found == std::end(names) ? std::string_view() : found->second;
}

std::string bibtex(const Citation& citation) {
  std::string text = fmt::format("@online{{{},\n", citation.id);
  const auto add = [&](std::string_view name, std::string value) {
    if (!value.empty()) text += fmt::format("  {} = {{{}}},\n", name, value);
  };
  // In double braces the title keeps its capitals.
  add("title", fmt::format("{{{}}}", tex(citation.title)));
  if (!citation.issuer.empty()) add("author", fmt::format("{{{}}}", tex(citation.issuer)));
  add("organization", std::string(site_name));
  add("date", citation.date);
  add("url", citation.address);
  add("langid", std::string(tex_language(citation.lang)));
  add("abstract", tex(citation.summary));
  add("note", fmt::format("Record {}, edition {}", tex(citation.id), citation.generation));
  return text + "}\n";
}

// --- RIS ------------------------------------------------------------------------

// A line is one field; its value holds no line break.
std::string ris(const Citation& citation) {
  std::string text;
  const auto add = [&](std::string_view tag, std::string value) {
    std::ranges::replace_if(
        value, [](unsigned char c) { return c < 0x20; }, ' ');
    if (!value.empty()) text += fmt::format("{}  - {}\r\n", tag, value);
  };
  std::string day = citation.date;
  std::ranges::replace(day, '-', '/');
  add("TY", "ELEC");
  add("ID", citation.id);
  add("TI", citation.title);
  add("AU", citation.issuer);
  add("T2", std::string(site_name));
  add("PB", std::string(site_name));
  add("PY", citation.date.substr(0, 4));
  add("DA", day);
  add("LA", citation.lang);
  add("ET", citation.generation);
  add("AB", citation.summary);
  add("UR", citation.address);
  return text + "ER  - \r\n";
}

// --- CSL-JSON ---------------------------------------------------------------------

std::string csl(const Citation& citation) {
  using Json = nlohmann::ordered_json;
  const std::string& day = citation.date;
  Json item = {{"id", citation.id}, {"type", "webpage"}, {"title", citation.title}};
  if (!citation.issuer.empty()) item["author"] = Json::array({{{"literal", citation.issuer}}});
  item["container-title"] = site_name;
  item["publisher"] = site_name;
  item["edition"] = citation.generation;
  item["language"] = citation.lang;
  if (day.size() == 10)
    item["issued"] = {{"date-parts", {{number(day.substr(0, 4)), number(day.substr(5, 2)), number(day.substr(8, 2))}}}};
  if (!citation.summary.empty()) item["abstract"] = citation.summary;
  item["URL"] = citation.address;
  return Json::array({std::move(item)}).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Citation citation_of(const query::Database& database, const corpus::Record& record, std::string_view lang,
                     std::string_view origin) {
  std::string_view used;
  const corpus::Text& text = record.text_in(lang, &used);
  return {.id = record.id,
          .title = text.title,
          .lang = std::string(used),
          .summary = text.summary,
          .issuer = std::string(record.text_fact("issuer")),
          .date = database.published_at().substr(0, 10),
          .generation = std::to_string(database.generation()),
          .address = std::string(origin) + "/record/" + percent_encode(record.id)};
}

std::string written(CitationForm form, const Citation& citation) {
  switch (form) {
    case CitationForm::bibtex: return bibtex(citation);
    case CitationForm::ris: return ris(citation);
    case CitationForm::csl: break;
  }
  return csl(citation);
}

HttpResponse citation_file(CitationForm form, const query::Database& database, AnswerCache& cache,
                           const HttpRequest& request, std::string_view id) {
  std::vector<query::RequestFault> faults = check_names(request, {"lang"});
  const std::string lang = read_lang(database.schema(), request, faults);
  if (!faults.empty()) return invalid_parameters(faults, request);
  const CitationFormRow& row = *std::ranges::find(citation_forms, form, &CitationFormRow::form);
  const auto tag = api_tag(database, "citation", fmt::format("{} {} {} {}", row.extension, request.origin, lang, id));
  return cache.answer(request, tag, api_vary, [&] {
    const auto record = corpus::is_record_id(id) ? database.record(id) : std::nullopt;
    if (!record) return no_such_record(request);
    const std::string_view shown = lang.empty() ? std::string_view(record->original) : std::string_view(lang);
    HttpResponse response = api_answer(row.type, written(form, citation_of(database, *record, shown, request.origin)));
    response.set("Content-Disposition", fmt::format("attachment; filename=\"{}{}\"", id, row.extension));
    return response;
  });
}

}  // namespace pramen::server
