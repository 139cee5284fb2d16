#include "server/problem.h"

#include <nlohmann/json.hpp>

#include "server/target.h"

namespace pramen::server {
namespace {

using Json = nlohmann::ordered_json;

// The address without its query, which may hold what somebody searched for.
std::string instance(const HttpRequest& request) { return request.target.substr(0, request.target.find('?')); }

Json members(int status, std::string_view slug, std::string_view detail, const HttpRequest& request) {
  Json json;
  json["type"] = slug.empty() ? "about:blank" : "urn:pramen:problem:" + std::string(slug);
  json["title"] = status_title(status);
  json["status"] = status;
  json["detail"] = detail;
  if (const auto address = instance(request); !address.empty()) json["instance"] = address;
  return json;
}

HttpResponse answer(int status, const Json& json) {
  HttpResponse response;
  response.status = status;
  response.type = "application/problem+json";
  response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

HttpResponse problem(int status, std::string_view slug, std::string_view detail, const HttpRequest& request) {
  return answer(status, members(status, slug, detail, request));
}

HttpResponse invalid_parameters(const std::vector<query::RequestFault>& faults, const HttpRequest& request) {
  const std::string detail = faults.size() == 1
                                 ? faults.front().what
                                 : std::to_string(faults.size()) + " parameters cannot be taken as they stand";
  Json json = members(400, "invalid-parameter", detail, request);
  json["errors"] = Json::array();
  for (const auto& fault : faults) {
    Json error = {{"parameter", fault.parameter}, {"detail", fault.what}};
    if (!fault.hint.empty()) error["hint"] = fault.hint;
    json["errors"].push_back(std::move(error));
  }
  return answer(400, json);
}

HttpResponse not_acceptable(const Fields& available, const HttpRequest& request) {
  Json json = members(406, "not-acceptable", "none of the forms that Accept asks for is to be had", request);
  json["available"] = Json::array();
  for (const auto& [type, address] : available) json["available"].push_back({{"type", type}, {"url", address}});
  return answer(406, json);
}

HttpResponse no_public_address(const HttpRequest& request) {
  return problem(404, "no-public-address", "the address of this server is not known; set public_url", request);
}

std::string_view status_title(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Error";
  }
}

}  // namespace pramen::server
