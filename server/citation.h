// A record for a list of sources: as a sentence on its page, and as a file for programs that keep such lists, BibTeX
// (as biblatex reads it), RIS (Research Information Systems) and CSL-JSON (citationstyles.org, schema 1.0). Cited is
// the record in one language and in one edition. Pure functions of the record.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "query/database.h"
#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

enum class CitationForm { bibtex, ris, csl };

struct CitationFormRow {
  CitationForm form;
  std::string_view type;       // media type
  std::string_view extension;  // ".bib"
  std::string_view name;       // as people call it
};
inline constexpr std::array citation_forms = {
    CitationFormRow{CitationForm::bibtex, "application/x-bibtex; charset=utf-8", ".bib", "BibTeX"},
    CitationFormRow{CitationForm::ris, "application/x-research-info-systems; charset=utf-8", ".ris", "RIS"},
    CitationFormRow{CitationForm::csl, "application/vnd.citationstyles.csl+json", ".csl.json", "CSL-JSON"},
};

struct Citation {
  std::string id, title, lang;
  std::string summary;
  std::string issuer;  // of a definition: whose it is; may be empty
  std::string date;    // of the edition, "2026-11-23"
  std::string generation;
  std::string address;  // whole where the server knows its own
};

Citation citation_of(const query::Database& database, const corpus::Record& record, std::string_view lang,
                     std::string_view origin);

std::string written(CitationForm form, const Citation& citation);

// GET /record/{id}.bib and the like, in the language that ?lang= names, else the record's own.
HttpResponse citation_file(CitationForm form, const query::Database& database, AnswerCache& cache,
                           const HttpRequest& request, std::string_view id);

}  // namespace pramen::server
