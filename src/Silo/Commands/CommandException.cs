namespace Router.Silo.Commands;

/// <summary>A verb failed for a reason that its user is told in one line.</summary>
internal sealed class CommandException(string message, Exception? innerException = null) : Exception(message, innerException);
