#pragma once

#include <cstddef>

#include "sync/base/error.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::trust {

// After a refusal: which of several innocent or hostile causes is it? The answers only choose the words that the
// staff read; nothing becomes trusted by them, so it does no harm that a hostile package can choose too.

/// Why a root or timestamp has too few right signatures: kOtherOrganisation, kOlderThanInstalled (from before a key
/// was replaced), kMissingRoot (a hole above our version), else kWrongSignature as it was; or why the source could
/// not be asked. `right_signatures` of ours were on it; `next_root_seen` when the package has our N+1.root.json.
base::Error explain_wrong_signature(base::Error error, std::size_t right_signatures, bool next_root_seen,
                                    const Signed<Root>& trusted_root, base::Fetcher& fetcher);

/// Why there is no timestamp.json: kNoPackage when there is no root either, else kNotFound.
base::Error explain_missing_timestamp(base::Error error, const Root& trusted_root, base::Fetcher& fetcher);

}  // namespace bildungskiosk::trust
