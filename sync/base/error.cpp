#include "sync/base/error.hpp"

#include <array>
#include <utility>

namespace bildungskiosk::base {
namespace {

struct Named {
  ErrorCode code;
  std::string_view name;
};

constexpr std::array kNames = {
    Named{ErrorCode::kIo, "io"},
    Named{ErrorCode::kNotFound, "not-found"},
    Named{ErrorCode::kPermissionDenied, "permission-denied"},
    Named{ErrorCode::kNoSpace, "no-space"},
    Named{ErrorCode::kNotAFile, "not-a-file"},
    Named{ErrorCode::kTooLarge, "too-large"},
    Named{ErrorCode::kCancelled, "cancelled"},
    Named{ErrorCode::kBusy, "busy"},
    Named{ErrorCode::kStoreChanged, "store-changed"},
    Named{ErrorCode::kInvalidArgument, "invalid-argument"},
    Named{ErrorCode::kInternal, "internal"},
    Named{ErrorCode::kMalformedMetadata, "malformed-metadata"},
    Named{ErrorCode::kUnsupportedSpecVersion, "unsupported-spec-version"},
    Named{ErrorCode::kWrongSignature, "wrong-signature"},
    Named{ErrorCode::kOtherOrganisation, "other-organisation"},
    Named{ErrorCode::kMissingRoot, "missing-root"},
    Named{ErrorCode::kTooManyRoots, "too-many-roots"},
    Named{ErrorCode::kTooManyDelegations, "too-many-delegations"},
    Named{ErrorCode::kWrongRootVersion, "wrong-root-version"},
    Named{ErrorCode::kOlderThanInstalled, "older-than-installed"},
    Named{ErrorCode::kSameVersionOtherContent, "same-version-other-content"},
    Named{ErrorCode::kMixedExports, "mixed-exports"},
    Named{ErrorCode::kMetadataExpired, "metadata-expired"},
    Named{ErrorCode::kLengthMismatch, "length-mismatch"},
    Named{ErrorCode::kHashMismatch, "hash-mismatch"},
    Named{ErrorCode::kTargetUnknown, "target-unknown"},
    Named{ErrorCode::kUnsafePath, "unsafe-path"},
    Named{ErrorCode::kUnsupportedKey, "unsupported-key"},
    Named{ErrorCode::kKeyUnusable, "key-unusable"},
    Named{ErrorCode::kNoPackage, "no-package"},
    Named{ErrorCode::kNotInitialised, "not-initialised"},
    Named{ErrorCode::kTrustDamaged, "trust-damaged"},
    Named{ErrorCode::kInsecureUrl, "insecure-url"},
    Named{ErrorCode::kNameNotResolved, "name-not-resolved"},
    Named{ErrorCode::kServerUnreachable, "server-unreachable"},
    Named{ErrorCode::kProxyRefused, "proxy-refused"},
    Named{ErrorCode::kTimedOut, "timed-out"},
    Named{ErrorCode::kConnectionLost, "connection-lost"},
    Named{ErrorCode::kTlsFailed, "tls-failed"},
    Named{ErrorCode::kCertificateExpired, "certificate-expired"},
    Named{ErrorCode::kCertificateRefused, "certificate-refused"},
    Named{ErrorCode::kServerError, "server-error"},
    Named{ErrorCode::kCaptivePortal, "captive-portal"},
    Named{ErrorCode::kMalformedCompression, "malformed-compression"},
    Named{ErrorCode::kMalformedRecord, "malformed-record"},
    Named{ErrorCode::kDuplicateId, "duplicate-id"},
    Named{ErrorCode::kUnsupportedFormat, "unsupported-format"},
    Named{ErrorCode::kMalformedExport, "malformed-export"},
    Named{ErrorCode::kEmptyExport, "empty-export"},
    Named{ErrorCode::kCatalogueDamaged, "catalogue-damaged"},
    Named{ErrorCode::kNoCatalogue, "no-catalogue"},
    Named{ErrorCode::kNoEarlierGeneration, "no-earlier-generation"},
    Named{ErrorCode::kDatabase, "database"},
    Named{ErrorCode::kUpToDate, "up-to-date"},
};

}  // namespace

bool is_of_the_way(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInsecureUrl:
    case ErrorCode::kNameNotResolved:
    case ErrorCode::kServerUnreachable:
    case ErrorCode::kProxyRefused:
    case ErrorCode::kTimedOut:
    case ErrorCode::kConnectionLost:
    case ErrorCode::kTlsFailed:
    case ErrorCode::kCertificateExpired:
    case ErrorCode::kCertificateRefused:
    case ErrorCode::kServerError:
    case ErrorCode::kCaptivePortal:
      return true;
    default:
      return false;
  }
}

std::string_view to_string(ErrorCode code) {
  for (const Named& named : kNames) {
    if (named.code == code) return named.name;
  }
  return "unknown";
}

const std::vector<ErrorCode>& all_error_codes() {
  static const std::vector<ErrorCode> codes = [] {
    std::vector<ErrorCode> all;
    all.reserve(kNames.size());
    for (const Named& named : kNames) all.push_back(named.code);
    return all;
  }();
  return codes;
}

Error with_context(Error error, std::string_view context) {
  error.detail = error.detail.empty() ? std::string(context) : std::string(context) + ": " + error.detail;
  return error;
}

}  // namespace bildungskiosk::base
