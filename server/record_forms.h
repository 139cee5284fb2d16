// A record or a concept in the form that its reader takes: page, JSON, JSON-LD, Turtle. Each form has an address of its
// own ("/record/x.ttl"); /record/{id} and /api/v1/records/{id} give the one that the Accept header asks for.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "query/database.h"
#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

enum class RecordForm { page, json, json_ld, turtle };

struct RecordFormRow {
  RecordForm form;
  std::string_view type;       // media type
  std::string_view extension;  // ".ttl"; empty: the bare address
};
inline constexpr std::array record_forms = {
    RecordFormRow{RecordForm::page, html_type, ""},
    RecordFormRow{RecordForm::json, json_type, ".json"},
    RecordFormRow{RecordForm::json_ld, "application/ld+json", ".jsonld"},
    RecordFormRow{RecordForm::turtle, "text/turtle; charset=utf-8", ".ttl"},
};

const RecordFormRow& record_form_row(RecordForm form);

// What is asked for, whatever it is.
struct Formed {
  std::string path;              // its bare address: "/record/x"
  std::function<bool()> exists;  // where it does not there is nothing to choose from
  std::function<HttpResponse(RecordForm)> in;
};

// By the Accept header; where it does not choose, `usual`. 406 names the forms there are.
HttpResponse negotiated(RecordForm usual, const HttpRequest& request, const Formed& formed);

// "/record/x.ttl"
std::string record_form_address(std::string_view id, const RecordFormRow& row);

HttpResponse record_in(RecordForm form, const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                       std::string_view id);

HttpResponse negotiated_record(RecordForm usual, const query::Database& database, AnswerCache& cache,
                               const HttpRequest& request, std::string_view id);

}  // namespace pramen::server
