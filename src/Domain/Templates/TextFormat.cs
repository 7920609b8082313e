namespace Router.Domain.Templates;

/// <summary>What a template's output is, and so how values are escaped in it.</summary>
public enum TextFormat
{
    /// <summary>Plain text: nothing is escaped.</summary>
    Plain = 0,

    /// <summary>Slack's mrkdwn: <c>&amp; &lt; &gt;</c> are escaped.</summary>
    Mrkdwn = 1,

    /// <summary>HTML: markup and quotes are escaped.</summary>
    Html = 2,
}
