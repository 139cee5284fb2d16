// The names of TBX that a thesaurus is made of (ISO 30042:2019; the data categories are those of TBX-Basic, and
// those for concepts above and below of the default set of 2008, which TBX-Basic does not have).
#pragma once

#include <string_view>

namespace pramen::corpus::tbx {

inline constexpr std::string_view space = "urn:iso:std:iso:30042:ed-2";
inline constexpr std::string_view preferred = "preferredTerm-admn-sts";
inline constexpr std::string_view admitted = "admittedTerm-admn-sts";
inline constexpr std::string_view deprecated = "deprecatedTerm-admn-sts";
inline constexpr std::string_view superseded = "supersededTerm-admn-sts";
inline constexpr std::string_view status = "administrativeStatus";
inline constexpr std::string_view definition = "definition";
inline constexpr std::string_view note = "note";
inline constexpr std::string_view source = "source";  // of an entry: its IRI
inline constexpr std::string_view broader = "superordinateConceptGeneric";
inline constexpr std::string_view narrower = "subordinateConceptGeneric";
inline constexpr std::string_view related = "crossReference";
inline constexpr std::string_view elsewhere = "externalCrossReference";

}  // namespace pramen::corpus::tbx
