// The properties that descriptions use: schema.org's by their own names, Dublin Core's with its prefix.
#pragma once

#include "server/description.h"

namespace pramen::server::property {

inline constexpr Property about{"about", Range::thing};
inline constexpr Property abstract{"abstract", Range::text};
inline constexpr Property address{"address", Range::thing};
inline constexpr Property address_country{"addressCountry", Range::plain};
inline constexpr Property address_locality{"addressLocality", Range::plain};
inline constexpr Property alternate_name{"alternateName", Range::text};
inline constexpr Property audience{"audience", Range::thing};
inline constexpr Property audience_type{"audienceType", Range::text};
inline constexpr Property award{"award", Range::text};
inline constexpr Property bibliographic_citation{"dcterms:bibliographicCitation", Range::plain};
inline constexpr Property citation{"citation", Range::thing};
inline constexpr Property date{"dcterms:date", Range::plain};
inline constexpr Property date_published{"datePublished", Range::date};
inline constexpr Property description{"description", Range::text};
inline constexpr Property funder{"funder", Range::thing};
inline constexpr Property geo{"geo", Range::thing};
inline constexpr Property headline{"headline", Range::text};
inline constexpr Property identifier{"identifier", Range::plain};
inline constexpr Property in_defined_term_set{"inDefinedTermSet", Range::thing};
inline constexpr Property in_language{"inLanguage", Range::plain};
inline constexpr Property is_part_of{"isPartOf", Range::thing};
inline constexpr Property is_replaced_by{"dcterms:isReplacedBy", Range::address};
inline constexpr Property issuing{"dcterms:publisher", Range::address};
inline constexpr Property keywords{"keywords", Range::text};
inline constexpr Property knows_about{"knowsAbout", Range::thing};
inline constexpr Property latitude{"latitude", Range::number};
inline constexpr Property location{"location", Range::thing};
inline constexpr Property longitude{"longitude", Range::number};
inline constexpr Property main_entity_of_page{"mainEntityOfPage", Range::address};
inline constexpr Property member{"member", Range::thing};
inline constexpr Property member_of{"memberOf", Range::thing};
inline constexpr Property mentions{"mentions", Range::thing};
inline constexpr Property name{"name", Range::text};
inline constexpr Property publisher{"publisher", Range::thing};
inline constexpr Property relation{"dcterms:relation", Range::address};
inline constexpr Property replaces{"dcterms:replaces", Range::address};
inline constexpr Property role_name{"roleName", Range::text};
inline constexpr Property same_as{"sameAs", Range::address};
inline constexpr Property spatial{"dcterms:spatial", Range::thing};
inline constexpr Property spatial_coverage{"spatialCoverage", Range::thing};
inline constexpr Property subject{"dcterms:subject", Range::thing};
inline constexpr Property subject_of{"subjectOf", Range::thing};
inline constexpr Property temporal_coverage{"temporalCoverage", Range::plain};
inline constexpr Property term_code{"termCode", Range::plain};
inline constexpr Property type{"dcterms:type", Range::text};
inline constexpr Property url{"url", Range::address};

}  // namespace pramen::server::property
