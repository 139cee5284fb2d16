#include "server/record_forms.h"

#include <algorithm>
#include <vector>

#include "server/api.h"
#include "server/api_answer.h"
#include "server/description.h"
#include "server/entity_tag.h"
#include "server/json_ld.h"
#include "server/negotiation.h"
#include "server/pages.h"
#include "server/problem.h"
#include "server/target.h"
#include "server/turtle.h"

namespace pramen::server {
namespace {

std::string written(RecordForm form, const Thing& thing) {
  return form == RecordForm::turtle ? turtle_document(thing) : json_ld_document(thing);
}

// All languages of the record are in it, so it depends on no language of the reader's.
HttpResponse linked_data(RecordForm form, const query::Database& database, AnswerCache& cache,
                         const HttpRequest& request, std::string_view id) {
  const RecordFormRow& row = record_form_row(form);
  const auto tag = entity_tag(
      {"record", row.type, database.content_hash(), std::to_string(database.generation()), request.origin, id});
  return cache.answer(request, tag, api_vary, [&] {
    const auto record = database.record(id);
    if (!record) return no_such_record(request);
    std::vector<std::string_view> languages;
    for (const auto& [lang, text] : record->texts) languages.push_back(lang);
    return api_answer(row.type, written(form, describe(database, *record, request.origin, languages)));
  });
}

// The forms as a client may ask for them, the usual one first.
std::vector<RecordFormRow> offers_of(RecordForm usual) {
  std::vector<RecordFormRow> rows(record_forms.begin(), record_forms.end());
  std::ranges::stable_partition(rows, [&](const RecordFormRow& row) { return row.form == usual; });
  return rows;
}

HttpResponse not_acceptable(const std::vector<RecordFormRow>& offers, const HttpRequest& request,
                            const std::string& path) {
  Fields available;
  for (const RecordFormRow& row : offers)
    available.emplace_back(row.type.substr(0, row.type.find(';')), path + std::string(row.extension));
  return not_acceptable(available, request);
}

// Which form it is depends on the Accept header, beside what the form itself depends on.
void vary_by_accept(HttpResponse& response) {
  for (auto& [name, value] : response.headers) {
    if (name != "Vary") continue;
    value = "Accept, " + value;
    return;
  }
  response.set("Vary", "Accept, Accept-Encoding");
}

}  // namespace

const RecordFormRow& record_form_row(RecordForm form) {
  return *std::ranges::find(record_forms, form, &RecordFormRow::form);
}

std::string record_form_address(std::string_view id, const RecordFormRow& row) {
  return "/record/" + percent_encode(id) + std::string(row.extension);
}

HttpResponse record_in(RecordForm form, const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                       std::string_view id) {
  switch (form) {
    case RecordForm::page: return record_page(database, cache, request, id);
    case RecordForm::json: return api_record(database, cache, request, id);
    default: return linked_data(form, database, cache, request, id);
  }
}

HttpResponse negotiated(RecordForm usual, const HttpRequest& request, const Formed& formed) {
  const auto offers = offers_of(usual);
  std::vector<std::string_view> types;
  for (const RecordFormRow& row : offers) types.push_back(row.type);
  const auto best = preferred(request.accept, types);
  HttpResponse response = !best && formed.exists() ? not_acceptable(offers, request, formed.path)
                                                   : formed.in(offers[best.value_or(0)].form);
  vary_by_accept(response);
  return response;
}

HttpResponse negotiated_record(RecordForm usual, const query::Database& database, AnswerCache& cache,
                               const HttpRequest& request, std::string_view id) {
  return negotiated(usual, request,
                    {.path = "/record/" + percent_encode(id),
                     .exists = [&] { return database.record(id).has_value(); },
                     .in = [&](RecordForm form) { return record_in(form, database, cache, request, id); }});
}

}  // namespace pramen::server
