#pragma once

#include <cstdint>
#include <string>

namespace bildungskiosk::base {

/// Why a TOML file that people write can't be used; the programs make a sentence of it.
struct ConfigurationProblem {
  enum class Kind {
    kNoToml,  // `text` is the parser's word
    kUnknownKey,
    kWrongType,   // `text` names what belongs there
    kWrongValue,  // `text` says what is allowed
    kMissing,     // `text` says what it is for
  };
  Kind kind = Kind::kNoToml;
  std::string key;  // "network.url"
  std::string text;
  std::uint32_t line = 0;  // from 1; 0: of the file as a whole
};

}  // namespace bildungskiosk::base
