#include "server/record_head.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/description.h"
#include "server/frame.h"
#include "server/json_ld.h"
#include "server/record_forms.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

// What may be said several times keeps its order.
class Metas {
 public:
  void add(std::string_view name, std::string_view content) {
    if (!content.empty()) rows_.push_back({{"name", name}, {"content", content}});
  }
  Json take() { return std::move(rows_); }

 private:
  Json rows_ = Json::array();
};

std::string whole_address(const RecordHead& view) {
  return view.origin.empty() ? "" : std::string(view.origin) + "/record/" + percent_encode(view.record.id);
}

// The day on which this edition was published: the date under which the page asks to be cited.
std::string edition_day(const RecordHead& view) { return view.database.published_at().substr(0, 10); }

std::vector<std::string> sources_of(const corpus::Record& record) {
  std::vector<std::string> names;
  const corpus::Value* fact = record.fact("sources");
  const auto* sources = fact == nullptr ? nullptr : std::get_if<std::vector<corpus::Source>>(fact);
  if (sources == nullptr) return names;
  for (const corpus::Source& source : *sources) names.push_back(source.url.empty() ? source.title : source.url);
  return names;
}

Json citation(const RecordHead& view) {
  Metas metas;
  std::string day = edition_day(view);
  std::ranges::replace(day, '-', '/');
  // Zotero's own word; it would take a bare citation_title for an article of a journal.
  metas.add("z:itemType", "webpage");
  metas.add("citation_title", view.text.title);
  metas.add("citation_publication_date", day);
  metas.add("citation_language", view.text_lang);
  metas.add("citation_publisher", site_name);
  for (const auto& name : topic_names(view.database.schema(), view.record, view.text_lang))
    metas.add("citation_keywords", name);
  metas.add("citation_public_url", whole_address(view));
  metas.add("citation_abstract_html_url", whole_address(view));
  return metas.take();
}

Json dublin_core(const RecordHead& view) {
  Metas metas;
  const std::string address = whole_address(view);
  metas.add("DC.title", view.text.title);
  for (const auto& name : view.text.alternative) metas.add("DC.title.alternative", name);
  metas.add("DC.identifier", address.empty() ? view.record.id : address);
  metas.add("DC.type", "Text");
  metas.add("DC.language", view.text_lang);
  metas.add("DC.date", edition_day(view));
  metas.add("DC.publisher", site_name);
  metas.add("DC.description", view.text.summary);
  for (const auto& name : topic_names(view.database.schema(), view.record, view.text_lang))
    metas.add("DC.subject", name);
  for (const auto& source : sources_of(view.record)) metas.add("DC.source", source);
  return metas.take();
}

Json open_graph(const RecordHead& view) {
  Metas metas;
  metas.add("og:type", "article");
  metas.add("og:site_name", site_name);
  metas.add("og:title", view.text.title);
  metas.add("og:description", view.text.summary);
  metas.add("og:url", whole_address(view));
  metas.add("og:locale", view.texts["locale"]);
  for (const Texts& other : all_texts()) {
    if (&other != &view.texts) metas.add("og:locale:alternate", other["locale"]);
  }
  return metas.take();
}

Json forms(const RecordHead& view) {
  Json rows = Json::array();
  for (const RecordFormRow& row : record_forms) {
    if (row.form == RecordForm::page) continue;
    rows.push_back({{"type", row.type.substr(0, row.type.find(';'))},
                    {"url", std::string(view.origin) + record_form_address(view.record.id, row)}});
  }
  return rows;
}

}  // namespace

std::string record_head(const RecordHead& view) {
  const auto thing = describe(view.database, view.record, view.origin, {view.text_lang});
  return render("record_head", {{"citation", citation(view)},
                                {"dublin_core", dublin_core(view)},
                                {"open_graph", open_graph(view)},
                                {"forms", forms(view)},
                                {"json_ld", json_ld_block(thing)}});
}

std::string context_object(const RecordHead& view) {
  Fields pairs = {{"ctx_ver", "Z39.88-2004"}, {"rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"}, {"rft.type", "webpage"}};
  const auto add = [&](const char* name, std::string_view value) {
    if (!value.empty()) pairs.emplace_back(name, value);
  };
  add("rft.title", view.text.title);
  add("rft.source", site_name);
  add("rft.publisher", site_name);
  add("rft.date", edition_day(view));
  add("rft.language", view.text_lang);
  add("rft.description", view.text.summary);
  for (const auto& name : topic_names(view.database.schema(), view.record, view.text_lang)) add("rft.subject", name);
  add("rft.identifier", whole_address(view));
  return encode_query(pairs);
}

}  // namespace pramen::server
