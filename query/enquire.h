// The same plan run by Xapian's own matcher: the rival of the scoring loop in tests and
// benchmarks, and the way for databases on other machines.
#pragma once

#include <functional>
#include <span>

#include "query/loop.h"
#include "query/plan.h"

namespace pramen::query {

// As Loop::run, but with all matches in one window. Phrases and NEAR are found as
// all of their words and then looked at in the token column; they cannot stand under
// `any` or `except` beside other words then, and throw std::runtime_error there.
void run_enquire(const Postings& postings, const Node& plan, const std::function<bool(const Loop::Matches&)>& window);

}  // namespace pramen::query
