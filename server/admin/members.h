// The members of the JSON object in a request's body, read one by one; what is
// wrong with them is gathered and said in one answer.
//
// The body must outlive it. Depth and doubled names are bounded by corpus/json_nodes.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/node.h"
#include "query/request.h"
#include "server/http.h"

namespace pramen::server::admin {

class Members {
 public:
  // No body is an empty object.
  explicit Members(const HttpRequest& request);

  // Each gives what stands there; what is missing, and not `required`, is empty, 0 or false. Texts are one line of at
  // most 300 characters.
  std::string text(std::string_view name, bool required = false);
  std::vector<std::string> texts(std::string_view name, bool required = false);
  std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most);
  bool flag(std::string_view name);
  void fault(std::string_view name, std::string what, std::string hint = {});

  // 400 with every fault, names that nobody asked for among them; nothing if all is well.
  std::optional<HttpResponse> refusal();

 private:
  const corpus::Node* find(std::string_view name, bool required);

  const HttpRequest& request_;
  corpus::Node node_;
  bool is_object_ = true;
  std::vector<std::string> asked_;
  std::vector<query::RequestFault> faults_;
};

}  // namespace pramen::server::admin
