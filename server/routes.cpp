#include "server/routes.h"

#include <array>

#include "server/admin/path.h"
#include "server/api.h"
#include "server/citation.h"
#include "server/concept_routes.h"
#include "server/crawlers.h"
#include "server/editor/path.h"
#include "server/opensearch.h"
#include "server/pages.h"
#include "server/record_forms.h"
#include "server/sitemap.h"

namespace pramen::server {
namespace {

// Handlers of addresses that leave nothing open, and of those that give one thing in several forms.
template <auto answer>
HttpResponse without_rest(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                          std::string_view) {
  return answer(database, cache, request);
}

template <auto answer, auto form>
HttpResponse in_form(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                     std::string_view rest) {
  return answer(form, database, cache, request, rest);
}

struct Route {
  std::string_view prefix;
  std::string_view name;
  Handler answer = nullptr;
  bool rest = false;             // one more path segment follows the prefix
  std::string_view suffix = {};  // and then this
};

constexpr std::array routes = {
    Route{"/", "search_page", without_rest<search_page>},
    Route{"/record/", "record_csl", in_form<citation_file, CitationForm::csl>, true, ".csl.json"},
    Route{"/record/", "record_json", in_form<record_in, RecordForm::json>, true, ".json"},
    Route{"/record/", "record_json_ld", in_form<record_in, RecordForm::json_ld>, true, ".jsonld"},
    Route{"/record/", "record_turtle", in_form<record_in, RecordForm::turtle>, true, ".ttl"},
    Route{"/record/", "record_bibtex", in_form<citation_file, CitationForm::bibtex>, true, ".bib"},
    Route{"/record/", "record_ris", in_form<citation_file, CitationForm::ris>, true, ".ris"},
    Route{"/record/", "record_page", in_form<negotiated_record, RecordForm::page>, true},
    Route{"/a-z", "a_to_z_page", without_rest<a_to_z_page>},
    Route{"/concept/", "concept_json", in_form<concept_in, RecordForm::json>, true, ".json"},
    Route{"/concept/", "concept_json_ld", in_form<concept_in, RecordForm::json_ld>, true, ".jsonld"},
    Route{"/concept/", "concept_turtle", in_form<concept_in, RecordForm::turtle>, true, ".ttl"},
    Route{"/concept/", "concept_page", in_form<negotiated_concept, RecordForm::page>, true},
    Route{"/compare", "compare_page", without_rest<compare_page>},
    Route{"/about", "about_page", without_rest<about_page>},
    Route{"/api/v1/search", "search", without_rest<api_search>},
    Route{"/api/v1/records/", "similar", api_similar, true, "/similar"},
    Route{"/api/v1/records/", "network", api_network, true, "/network"},
    Route{"/api/v1/records/", "record_concepts", api_record_concepts, true, "/concepts"},
    Route{"/api/v1/records/", "record", in_form<negotiated_record, RecordForm::json>, true},
    Route{"/api/v1/facets/", "facet", api_facet, true},
    Route{"/map", "map_page", without_rest<map_page>},
    Route{"/api/v1/titles", "titles", without_rest<api_titles>},
    Route{"/api/v1/map", "map", without_rest<api_map>},
    Route{"/api/v1/concepts", "concepts", without_rest<api_concepts>},
    Route{"/api/v1/concepts/", "concept", in_form<negotiated_concept, RecordForm::json>, true},
    Route{"/api/v1/compare", "compare", without_rest<api_compare>},
    Route{"/api/v1/suggest", "suggest", without_rest<api_suggest>},
    Route{"/api/v1/suggest/opensearch", "opensearch_suggestions", without_rest<opensearch_suggestions>},
    Route{"/api/v1/schema", "schema", without_rest<api_schema>},
    Route{"/api/v1/openapi.json", "openapi", without_rest<api_description>},
    Route{"/assets/", "asset", nullptr, true},
    Route{"/theme.css", "theme", nullptr},
    Route{"/favicon.ico", "icon", nullptr},
    Route{"/pramen.js", "widget", nullptr},
    Route{"/health/live", "live", nullptr},
    Route{"/health/ready", "ready", nullptr},
    Route{"/metrics", "metrics", nullptr},
    Route{"/opensearch.xml", "opensearch", without_rest<opensearch_description>},
    Route{"/sitemap.xml", "sitemap", without_rest<sitemap>},
    Route{"/sitemap-", "sitemap_part", sitemap_part, true, ".xml"},
    Route{"/robots.txt", "robots", nullptr},
    Route{"/.well-known/security.txt", "security", nullptr},
};

}  // namespace

RouteMatch match(std::string_view path) {
  if (path.empty()) return {"refused"};  // no handler saw it
  if (admin::is_admin_path(path)) return {"admin"};
  if (editor::is_editor_path(path)) return {"editor"};
  for (const Route& route : routes) {
    if (!route.rest && path == route.prefix) return {route.name, {}, route.answer};
    if (!route.rest || !path.starts_with(route.prefix)) continue;
    auto rest = path.substr(route.prefix.size());
    if (!rest.ends_with(route.suffix)) continue;
    rest.remove_suffix(route.suffix.size());
    if (!rest.empty() && rest.find('/') == rest.npos) return {route.name, rest, route.answer};
  }
  return {};
}

}  // namespace pramen::server
