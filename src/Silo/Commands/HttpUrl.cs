using System.CommandLine;
using System.CommandLine.Parsing;

namespace Router.Silo.Commands;

/// <summary>Reads an absolute http or https URL from the command line.</summary>
internal static class HttpUrl
{
    /// <summary><c>--url</c>: the router that a verb talks to.</summary>
    public static Option<Uri> OfRunningRouter() => new("--url")
    {
        Description = "The running router",
        HelpName = "URL",
        DefaultValueFactory = _ => new("http://localhost:8080"),
        CustomParser = Parse,
    };

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
