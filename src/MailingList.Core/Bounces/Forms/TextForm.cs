namespace MailingList.Core.Bounces.Forms;

/// <summary>How a program tells people that it could not deliver, as far as that is no standard: what its text has in it, and where the recipients are.</summary>
/// <param name="name">Whose form it is.</param>
internal sealed class TextForm(string name)
{
    /// <summary>Whose form it is.</summary>
    internal string Name { get; } = name;

    /// <summary>Words of which at least one is in the text.</summary>
    internal required string[] Marks { get; init; }

    /// <summary>The lines that name a recipient (<see cref="LinePattern"/>); what follows up to an empty line, or to the next recipient, is about that one.</summary>
    internal required string[] Recipients { private get; init; }

    /// <summary>With what the line begins that ends the report: behind it stands the post.</summary>
    internal string[] Ends { get; init; } = [];

    /// <summary>Whether an empty line does not end what is said of a recipient.</summary>
    internal bool HasParagraphs { get; init; }

    /// <summary>Whether the reason stands above the recipient.</summary>
    internal bool ReasonFirst { get; init; }

    /// <summary>Why, where the form has but one reason.</summary>
    internal BounceClass? Class { get; init; }

    /// <summary>The lines that name a recipient.</summary>
    internal LinePattern[] Patterns => field ??= [.. Recipients.Select(pattern => new LinePattern(pattern))];
}
