using Router.Domain.Delivery;

namespace Router.Domain.Configuration;

/// <summary>Mail over SMTP; the mails of an incident are one thread.</summary>
public sealed record EmailSinkConfig : SinkConfig
{
    /// <summary>The server.</summary>
    public required SmtpConfig Smtp { get; init; }

    /// <summary>The sender: an address, or <c>Name &lt;address&gt;</c>.</summary>
    public required string From { get; init; }

    /// <summary>The recipients, 1 to 50.</summary>
    public required ImmutableArray<string> To { get; init; }

    /// <inheritdoc/>
    public override string Type => "email";

    /// <inheritdoc/>
    public override SinkFamily Family => SinkFamily.Chat;
}
