using System.Buffers;
using System.Security.Cryptography;

namespace Router.Api.Callbacks;

/// <summary>A signature as vendors write it: a version, <c>=</c>, and 64 hex characters.</summary>
internal static class VersionedHex
{
    public static bool Read(ReadOnlySpan<char> text, string version, out byte[] signature)
    {
        signature = new byte[HMACSHA256.HashSizeInBytes];
        return text.Length == version.Length + 1 + (2 * signature.Length)
            && text.StartsWith(version, StringComparison.Ordinal) && text[version.Length] == '='
            && Convert.FromHexString(text[(version.Length + 1)..], signature, out _, out _) == OperationStatus.Done;
    }
}
