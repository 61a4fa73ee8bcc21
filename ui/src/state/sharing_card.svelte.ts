/** Whether somebody asked for the part of the settings that shares: it then comes into view. */
class SharingCard {
  asked = $state(false);
}

export const sharingCard = new SharingCard();
