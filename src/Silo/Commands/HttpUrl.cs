using System.CommandLine.Parsing;

namespace Router.Silo.Commands;

/// <summary>Reads an absolute http or https URL from the command line.</summary>
internal static class HttpUrl
{
    /// <summary>The URL, or an error that names the argument.</summary>
    public static Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        result.AddError($"'{text}' is not an http or https URL");
        return null;
    }
}
