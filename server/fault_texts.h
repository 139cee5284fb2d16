// What is wrong with a request, in the reader's language: for the error box of a page.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <vector>

#include "query/request.h"
#include "server/texts.h"

namespace pramen::server {

// [{"text"}], each sentence once.
nlohmann::json fault_texts(const Texts& texts, const corpus::Schema& schema,
                           const std::vector<query::RequestFault>& faults);

}  // namespace pramen::server
