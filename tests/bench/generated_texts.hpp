#pragma once

#include <functional>

#include "tests/bench/search_peers.hpp"
#include "tests/support/generator/generated_catalogue.hpp"

namespace bildungskiosk::bench {

/// The texts of every offer of a generated catalogue, one after the other.
void for_each_text(const test::GeneratedCatalogue& catalogue, const std::function<void(const PeerText&)>& take);

}  // namespace bildungskiosk::bench
