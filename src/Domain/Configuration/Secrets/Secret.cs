using System.Text.RegularExpressions;
using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration.Secrets;

/// <summary>A value of the document that may be a secret.</summary>
/// <param name="Place">Where.</param>
/// <param name="Path">Its path in the document.</param>
/// <param name="Value">As it is written, references unread.</param>
/// <param name="MayShow">It is a secret only if it looks so: a sink's <c>url</c>.</param>
/// <param name="Url">The <c>url</c>, or <c>host</c>, beside it, which it is sent to; null when there is none.</param>
internal readonly partial record struct Secret(SecretPlace Place, string Path, YamlValue.Scalar Value, bool MayShow, string? Url)
{
    /// <summary>Must not be shown. What is nothing but a reference names no secret.</summary>
    public bool IsHidden => !Value.IsNull && Value.Text.Length > 0 && !OneReference().IsMatch(Value.Text) && (!MayShow || Value.Text.AsSpan().IndexOfAny('?', '#', '@') >= 0);

    /// <summary>It is sent to the same host as that one, or to the vendor's own.</summary>
    public bool GoesWhere(Secret other) => Url is null or ConfigSecrets.Mask || Host(Url) == Host(other.Url);

    private static string? Host(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : url;

    /// <summary>No secret ever shows.</summary>
    public override string ToString() => Path;

    [GeneratedRegex(@"^\$\{(env|file):[^{}]+\}\z")]
    private static partial Regex OneReference();
}
