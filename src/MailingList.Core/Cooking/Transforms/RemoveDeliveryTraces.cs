using MailingList.Core.Addressing;
using MailingList.Core.Arrival;

namespace MailingList.Core.Cooking.Transforms;

/// <summary>
/// Takes out what the delivery to the list put in: Return-Path, which only a final delivery has (RFC 5321 section 4.4), and Delivered-To
/// of the list itself, by which an MTA would take a subscriber on this host for a loop.
/// </summary>
public sealed class RemoveDeliveryTraces : ITransform
{
    /// <inheritdoc/>
    public void Apply(CookedHeader header, Post post) =>
        header.Remove(field => field.Is("Return-Path") || (field.Is("Delivered-To") && IsOurs(field.Value, post)));

    private static bool IsOurs(string value, Post post) =>
        EmailAddress.TryParse(value, out EmailAddress? address, out _)
        && (address.Equals(post.Envelope.Recipient) || address.Equals(post.List.Address));
}
